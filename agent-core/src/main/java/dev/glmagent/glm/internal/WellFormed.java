package dev.glmagent.glm.internal;

/**
 * Text that can be written in UTF-8. Half of a surrogate pair, as a cut through an emoji leaves it, cannot; strict servers
 * answer it with 400.
 */
final class WellFormed {

    private static final char REPLACEMENT = '\uFFFD';

    private WellFormed() {}

    /** The text itself when it is well formed, else with U+FFFD in place of each lone half. */
    static String text(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!isPair(text, i)) {
                    return repaired(text);
                }
                i++;
            }
        }
        return text;
    }

    private static boolean isPair(String text, int index) {
        return index + 1 < text.length() && Character.isSurrogatePair(text.charAt(index), text.charAt(index + 1));
    }

    private static String repaired(String text) {
        StringBuilder repaired = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            if (!Character.isSurrogate(next)) {
                repaired.append(next);
            } else if (isPair(text, i)) {
                repaired.append(next).append(text.charAt(++i));
            } else {
                repaired.append(REPLACEMENT);
            }
        }
        return repaired.toString();
    }
}
