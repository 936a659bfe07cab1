package dev.glmagent.glm.knowledge;

/**
 * How much room an account has for documents.
 *
 * @param used what its documents take
 * @param total what they may take
 */
public record Capacity(Amount used, Amount total) {

    /**
     * An amount of text.
     *
     * @param wordNum in words
     * @param length in bytes
     */
    public record Amount(long wordNum, long length) {}
}
