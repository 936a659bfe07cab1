package dev.glmagent.loop;

/**
 * How far a run may go. A model that calls tools for ever is stopped, and what it did so far is kept.
 *
 * @param modelCalls how often the model may be asked in one run, at least 1
 * @param toolCalls how many tools may run in one run, 0 or more
 */
public record Limits(int modelCalls, int toolCalls) {

    /** 20 model calls, 100 tool calls: room for real work, and an end for a model that calls for ever. */
    public static final Limits DEFAULT = new Limits(20, 100);

    /** Checks the numbers. */
    public Limits {
        if (modelCalls < 1 || toolCalls < 0) {
            throw new IllegalArgumentException("Limits need modelCalls >= 1 and toolCalls >= 0, got modelCalls="
                    + modelCalls + ", toolCalls=" + toolCalls + ".");
        }
    }
}
