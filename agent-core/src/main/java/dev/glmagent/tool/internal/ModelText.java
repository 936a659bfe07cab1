package dev.glmagent.tool.internal;

/**
 * Text of the outside world on its way to a model, cleaned and cut at this one place: lone surrogates, which strict
 * servers refuse, become U+FFFD; control characters go, as do the invisible ones that can hide orders in a result (tag
 * block, variation selectors, zero-width and bidirectional controls); and what is too long loses its middle.
 */
final class ModelText {

    /** Enough for a page of results; quality row F47. */
    static final int MAX_LENGTH = 16_000;

    private ModelText() {}

    static String of(String text) {
        return cut(clean(text));
    }

    private static String clean(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.getType(c) == Character.SURROGATE) {
                clean.append('\uFFFD');
            } else if (!isHidden(c)) {
                clean.appendCodePoint(c);
            }
        });
        return clean.toString();
    }

    /** Most results are; a loop rather than a stream, for {@code ToolCallBenchmark}. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 0x7E || (c < ' ' && c != '\n' && c != '\t')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHidden(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t')
                || (c >= 0xE0000 && c <= 0xE007F)
                || (c >= 0xFE00 && c <= 0xFE0F)
                || (c >= 0x200B && c <= 0x200F)
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2060 && c <= 0x2069)
                || c == 0xFEFF;
    }

    private static String cut(String text) {
        if (text.length() <= MAX_LENGTH) {
            return text;
        }
        int headEnd = MAX_LENGTH / 2;
        if (Character.isHighSurrogate(text.charAt(headEnd - 1))) {
            headEnd--;
        }
        int tailStart = text.length() - MAX_LENGTH / 2;
        if (Character.isLowSurrogate(text.charAt(tailStart))) {
            tailStart++;
        }
        return text.substring(0, headEnd) + "\n[… " + (tailStart - headEnd)
                + " characters omitted; ask for a narrower range]\n" + text.substring(tailStart);
    }
}
