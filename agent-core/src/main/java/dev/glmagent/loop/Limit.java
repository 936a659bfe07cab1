package dev.glmagent.loop;

/** What stopped a run before the model answered. */
public enum Limit {
    /** {@link Limits#modelCalls()}. */
    MODEL_CALLS("model calls"),
    /** {@link Limits#toolCalls()}. */
    TOOL_CALLS("tool calls"),
    /** {@link Limits#time()}. */
    TIME("time"),
    /** {@link Limits#tokens()}. */
    TOKENS("tokens"),
    /** {@link Limits#money()}. */
    MONEY("money"),
    /** {@link Limits#repetitions()}: the model went round in circles. */
    REPETITION("repetitions");

    private final String words;

    Limit(String words) {
        this.words = words;
    }

    /**
     * The limit in words.
     *
     * @return for example {@code model calls}
     */
    public String words() {
        return words;
    }

    /** Whether one more call is in order: not when time, tokens or money are what has run out. */
    boolean allowsLastWords() {
        return this == MODEL_CALLS || this == TOOL_CALLS || this == REPETITION;
    }
}
