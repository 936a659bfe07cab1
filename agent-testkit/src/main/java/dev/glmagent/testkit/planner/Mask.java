package dev.glmagent.testkit.planner;

import java.util.List;

/** Covers what has been found, so that it is not found again as something else. */
final class Mask {

    static final char PLACE = '\u0001';
    static final char DATE = '\u0002';

    private Mask() {}

    static String cover(String text, List<? extends Found<?>> found, char with) {
        StringBuilder masked = new StringBuilder(text);
        for (Found<?> each : found) {
            for (int i = each.start(); i < each.end(); i++) {
                masked.setCharAt(i, with);
            }
        }
        return masked.toString();
    }
}
