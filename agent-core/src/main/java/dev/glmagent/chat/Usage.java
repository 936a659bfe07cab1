package dev.glmagent.chat;

/**
 * The tokens that a reply, or several replies, cost as the service counted them.
 *
 * @param promptTokens tokens read
 * @param completionTokens tokens written, reasoning included
 * @param totalTokens the service's own total
 * @param cachedTokens the part of {@code promptTokens} that was cheaper because the service had it cached; 0 when not said
 * @param reasoningTokens the part of {@code completionTokens} spent on reasoning; 0 when not said
 */
public record Usage(
        long promptTokens, long completionTokens, long totalTokens, long cachedTokens, long reasoningTokens) {

    /**
     * Adds two counts.
     *
     * @param other the other count
     * @return the sum, field by field
     */
    public Usage plus(Usage other) {
        return new Usage(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                totalTokens + other.totalTokens,
                cachedTokens + other.cachedTokens,
                reasoningTokens + other.reasoningTokens);
    }
}
