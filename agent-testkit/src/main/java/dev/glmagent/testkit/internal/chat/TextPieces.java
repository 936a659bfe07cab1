package dev.glmagent.testkit.internal.chat;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts text as a model streams it, about a token a piece: a word with the space before it, one CJK character, a run of
 * other characters. The pieces joined are the text.
 */
final class TextPieces {

    private TextPieces() {}

    static List<String> of(String text) {
        List<String> pieces = new ArrayList<>();
        int start = 0;
        int kind = -1;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int next = kind(character);
            boolean spaceBefore = kind == SPACE && next == WORD && i == start + 1;
            boolean together = kind == next && next != SINGLE;
            if (i > start && !spaceBefore && !together) {
                pieces.add(text.substring(start, i));
                start = i;
            }
            kind = next;
            i += Character.charCount(character);
        }
        if (start < text.length()) {
            pieces.add(text.substring(start));
        }
        return pieces;
    }

    private static final int SINGLE = 0;
    private static final int WORD = 1;
    private static final int SPACE = 2;
    private static final int OTHER = 3;

    private static int kind(int character) {
        if (Character.isIdeographic(character)) {
            return SINGLE;
        }
        if (Character.isLetterOrDigit(character)) {
            return WORD;
        }
        return Character.isWhitespace(character) ? SPACE : OTHER;
    }
}
