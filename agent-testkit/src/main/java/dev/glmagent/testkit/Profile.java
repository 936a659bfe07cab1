package dev.glmagent.testkit;

/**
 * Which years' gateway is imitated: the shapes that changed over time, as recorded. A client should bear all three.
 */
public enum Profile {

    /**
     * 19-digit ids, no {@code object} member, {@code usage} of three totals, and a streamed tool call whose chunk already
     * carries {@code finish_reason}, which the closing chunk repeats.
     */
    GLM4_2024,

    /**
     * Ids of a time stamp and hexadecimal digits; a streamed tool call has index {@code -1}, its delta has no role, and
     * {@code finish_reason} comes twice.
     */
    GLM45_2025,

    /**
     * The same ids, {@code object} present, usage details for the models that have them, and a streamed tool call without
     * {@code finish_reason}, which the closing chunk brings.
     */
    GLM5_2026
}
