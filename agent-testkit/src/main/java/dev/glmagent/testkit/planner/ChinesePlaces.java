package dev.glmagent.testkit.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guesses Chinese names that the gazetteer lacks: the run of two to six characters that is left when the words of the
 * lexicon are taken away. Without a known place the first such run and those joined to it by 和 and the like count; beside
 * known places only runs joined to one of them.
 */
final class ChinesePlaces {

    private static final Pattern RUN = Pattern.compile("\\p{IsHan}+");
    private static final Pattern JOINS_BEFORE = Pattern.compile("(?s).*" + Mask.PLACE + "(?:和|与|跟|及|还是|或|、)");
    private static final Pattern JOINS_AFTER = Pattern.compile("(?s)(?:和|与|跟|及|还是|或|、)" + Mask.PLACE + ".*");

    private static final int SHORTEST = 2;
    private static final int LONGEST = 6;

    private ChinesePlaces() {}

    /** Looks in a text whose known places and dates are covered. */
    static List<Found<String>> find(String masked, boolean noneKnown) {
        List<Found<String>> places = new ArrayList<>();
        StringBuilder text = new StringBuilder(masked);
        Matcher runs = RUN.matcher(masked);
        while (runs.find()) {
            int start = runs.start();
            for (Segment segment : Segment.cut(runs.group())) {
                int end = start + segment.text().length();
                boolean joined = JOINS_BEFORE.matcher(text.substring(0, start)).matches()
                        || JOINS_AFTER.matcher(text.substring(end)).matches();
                if (plausible(segment) && (joined || (noneKnown && places.isEmpty()))) {
                    places.add(new Found<>(segment.text(), start, end));
                    for (int i = start; i < end; i++) {
                        text.setCharAt(i, Mask.PLACE);
                    }
                }
                start = end;
            }
        }
        return places;
    }

    private static boolean plausible(Segment segment) {
        int length = segment.text().length();
        return segment.unknown() && length >= SHORTEST && length <= LONGEST;
    }
}
