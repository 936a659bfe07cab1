package dev.glmagent.internal;

import dev.glmagent.RunOutcome;
import dev.glmagent.loop.Limits;
import dev.glmagent.loop.NextStep.Finish;

/** From the loop's last step to the outcome that users see. */
final class Outcomes {

    private Outcomes() {}

    static RunOutcome of(Finish finish, Limits limits) {
        return switch (finish.reason()) {
            case COMPLETED -> new RunOutcome.Completed(finish.text());
            case TRUNCATED -> new RunOutcome.Truncated(finish.text());
            case FILTERED -> new RunOutcome.Filtered();
            case MODEL_CALL_LIMIT -> new RunOutcome.LimitReached("model calls", limits);
            case TOOL_CALL_LIMIT -> new RunOutcome.LimitReached("tool calls", limits);
            case EMPTY_REPLY -> failed("The model answered with neither text nor a tool call.");
            case SERVICE_FAILED ->
                failed("GLM failed while it was answering (finish_reason=network_error)."
                        + " Fix: ask again; it is a fault on GLM's side.");
            case CONTEXT_EXCEEDED ->
                failed(
                        "The conversation outgrew the model's context window while it answered"
                                + " (finish_reason=model_context_window_exceeded). Fix: start a new conversation or shorten this one.");
        };
    }

    private static RunOutcome failed(String message) {
        return new RunOutcome.Failed(new NoAnswerException(message));
    }
}
