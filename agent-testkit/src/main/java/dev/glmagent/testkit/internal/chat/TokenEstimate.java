package dev.glmagent.testkit.internal.chat;

/**
 * How many tokens a text might cost: one for each CJK character, one for each started four letters or digits of a word,
 * one for each other visible character. It is the emulator's own deterministic measure, near the platform's in size and
 * never equal to it, so test that usage adds up, not what it is.
 */
public final class TokenEstimate {

    /** English averages about four letters a token in byte-pair vocabularies of this size. */
    private static final int LETTERS_PER_TOKEN = 4;

    private TokenEstimate() {}

    /** The tokens of a text. */
    public static int of(String text) {
        int tokens = 0;
        int wordLength = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            boolean wordPart = Character.isLetterOrDigit(character) && !Character.isIdeographic(character);
            if (wordPart) {
                if (wordLength % LETTERS_PER_TOKEN == 0) {
                    tokens++;
                }
                wordLength++;
            } else {
                wordLength = 0;
                tokens += Character.isWhitespace(character) ? 0 : 1;
            }
        }
        return tokens;
    }
}
