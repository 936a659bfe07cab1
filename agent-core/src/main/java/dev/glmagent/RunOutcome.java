package dev.glmagent;

import dev.glmagent.loop.ApprovalRequest;
import dev.glmagent.loop.Limit;
import dev.glmagent.loop.RunState;
import java.util.List;

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

    /**
     * The question or the answer was refused; text that came before is withheld.
     *
     * @param by who refused
     * @param reason a guard's words for your program; empty when it was the moderation
     */
    record Filtered(By by, String reason) implements RunOutcome {}

    /** Who may refuse. */
    enum By {
        /** GLM's moderation, told by {@code finish_reason=sensitive}. */
        MODERATION,
        /** An {@link InputGuard}: the model was not asked. */
        INPUT_GUARD,
        /** An {@link OutputGuard}: what the model said is not in the conversation. */
        OUTPUT_GUARD
    }

    /**
     * The run reached one of its limits before the model answered.
     *
     * @param which the limit
     * @param text the best answer the model could give without more tools; empty when there is none
     */
    record LimitReached(Limit which, String text) implements RunOutcome {}

    /**
     * Calls wait for a human; the other calls of the reply have run. Store the state, have somebody decide, and go on
     * with {@link Agent#resume}, in this process or another one.
     *
     * @param state where the run stands; {@link RunState#toJson} stores it
     * @param requests the calls that wait
     */
    record NeedsApproval(RunState state, List<ApprovalRequest> requests) implements RunOutcome {

        /** Copies the requests. */
        public NeedsApproval {
            requests = List.copyOf(requests);
        }
    }

    /** The caller ended the run, by {@link dev.glmagent.chat.Cancellation}, by closing a stream, or by an interrupt. */
    record Cancelled() implements RunOutcome {}

    /**
     * The run could not go on.
     *
     * @param error why: as a rule a {@link dev.glmagent.chat.AgentException}, otherwise what a model of your own threw
     */
    record Failed(RuntimeException error) implements RunOutcome {}
}
