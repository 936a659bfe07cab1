package dev.glmagent.internal;

import dev.glmagent.RunOutcome;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.loop.NextStep;
import dev.glmagent.loop.RunState;
import dev.glmagent.tool.ToolHints;
import dev.glmagent.tool.ToolResult;
import java.util.Optional;

/** What a run tells before and after everything that must not be forgotten when its process ends. A run of no session tells it to nobody. */
public interface RunJournal {

    /** Of a run whose caller keeps what is to be kept. */
    RunJournal NONE = new RunJournal() {};

    /**
     * The model is about to be asked, or a human.
     *
     * @param state what has come of the run so far
     */
    default void saved(RunState state) {}

    /**
     * Calls are about to run.
     *
     * @param state where the run stands
     * @param step the calls
     */
    default void beforeTools(RunState state, NextStep.RunTools step) {}

    /**
     * What came of a call before the process that made it ended.
     *
     * @param call the call
     * @param hints of its tool, if there is one
     * @return empty when the call may run
     */
    default Optional<ToolResult> known(ToolCall call, Optional<ToolHints> hints) {
        return Optional.empty();
    }

    /**
     * A call is about to run.
     *
     * @param call the call
     * @param hints of its tool
     * @return false when that could not be written down, so the call must not run
     */
    default boolean started(ToolCall call, ToolHints hints) {
        return true;
    }

    /**
     * A call has run.
     *
     * @param call the call
     * @param result what came of it
     */
    default void ended(ToolCall call, ToolResult result) {}

    /**
     * Nobody drives the run any more.
     *
     * @param state its last state
     * @param outcome how it ended
     */
    default void over(RunState state, RunOutcome outcome) {}
}
