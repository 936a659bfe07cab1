package dev.glmagent;

import dev.glmagent.loop.Limits;

/** How a run ended. Every run ends in exactly one of these, whatever the model, a tool or the network did. */
public sealed interface RunOutcome {

    /**
     * The model answered.
     *
     * @param text the answer
     */
    record Completed(String text) implements RunOutcome {}

    /**
     * The model's token limit cut the answer. Tool calls of the cut reply were not run.
     *
     * @param text what arrived, may be empty
     */
    record Truncated(String text) implements RunOutcome {}

    /** GLM's moderation blocked the answer; text that came before is withheld. */
    record Filtered() implements RunOutcome {}

    /**
     * The run reached one of its limits before the model answered.
     *
     * @param which the limit in words, for example {@code model calls}
     * @param limits the limits of the run
     */
    record LimitReached(String which, Limits limits) implements RunOutcome {}

    /**
     * The run could not go on.
     *
     * @param error why: as a rule a {@link dev.glmagent.chat.AgentException}, otherwise what a model of your own threw
     */
    record Failed(RuntimeException error) implements RunOutcome {}
}
