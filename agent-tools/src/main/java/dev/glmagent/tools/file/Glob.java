package dev.glmagent.tools.file;

import java.util.Locale;

/**
 * A file name in which {@code *} stands for any characters; case does not count, since on some systems it does not.
 *
 * @param pattern for example {@code *.pem}
 */
record Glob(String pattern) {

    boolean matches(String name) {
        String[] parts = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
        String text = name.toLowerCase(Locale.ROOT);
        if (parts.length == 1) {
            return text.equals(parts[0]);
        }
        String last = parts[parts.length - 1];
        if (!text.startsWith(parts[0]) || !text.endsWith(last)) {
            return false;
        }
        int at = parts[0].length();
        for (int i = 1; i < parts.length - 1; i++) {
            int found = text.indexOf(parts[i], at);
            if (found < 0) {
                return false;
            }
            at = found + parts[i].length();
        }
        return at <= text.length() - last.length();
    }
}
