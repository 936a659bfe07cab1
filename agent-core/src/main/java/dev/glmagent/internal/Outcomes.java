package dev.glmagent.internal;

import dev.glmagent.RunOutcome;
import dev.glmagent.loop.Limit;
import dev.glmagent.loop.NextStep.Finish;
import java.util.Optional;

/** From the loop's last step to the outcome that users see. */
final class Outcomes {

    private Outcomes() {}

    static RunOutcome of(Finish finish, Optional<Limit> limit) {
        return switch (finish.reason()) {
            case COMPLETED -> new RunOutcome.Completed(finish.text());
            case TRUNCATED -> new RunOutcome.Truncated(finish.text());
            case FILTERED -> new RunOutcome.Filtered(RunOutcome.By.MODERATION, "");
            case QUESTION_REFUSED -> new RunOutcome.Filtered(RunOutcome.By.INPUT_GUARD, finish.text());
            case ANSWER_REFUSED -> new RunOutcome.Filtered(RunOutcome.By.OUTPUT_GUARD, finish.text());
            case LIMIT -> new RunOutcome.LimitReached(limit.orElseThrow(), finish.text());
            case CANCELLED -> new RunOutcome.Cancelled();
            case EMPTY_REPLY -> failed("The model answered twice with neither text nor a tool call.");
            case INVALID_ANSWER ->
                failed("The model did not give its answer in the form that was asked for, after being told twice."
                        + " Fix: describe the fields of the type with @Param, or ask for less.");
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
