package dev.glmagent;

import dev.glmagent.chat.Message;
import dev.glmagent.chat.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Everything a run left behind.
 *
 * @param outcome how it ended
 * @param messages the whole conversation, well formed: fit to be the history of the next run
 * @param toolCalls the tool calls in the order they ran
 * @param modelCalls how often the model replied; a call that failed is not counted
 * @param usage the tokens of all replies that reported them; empty when none did
 * @param took wall-clock time of the run, measured by a monotonic clock
 */
public record RunResult(
        RunOutcome outcome,
        List<Message> messages,
        List<ToolRecord> toolCalls,
        int modelCalls,
        Optional<Usage> usage,
        Duration took) {

    /** Copies the lists. */
    public RunResult {
        messages = List.copyOf(messages);
        toolCalls = List.copyOf(toolCalls);
    }

    /**
     * The answer of a completed run.
     *
     * @return the text
     * @throws RunFailedException when the run ended in any other way; it carries this result
     */
    public String text() {
        if (outcome instanceof RunOutcome.Completed completed) {
            return completed.text();
        }
        if (outcome instanceof RunOutcome.Failed failed) {
            String message = failed.error().getMessage();
            throw new RunFailedException(message == null ? failed.error().toString() : message, this, failed.error());
        }
        throw new RunFailedException(reason(), this);
    }

    private String reason() {
        if (outcome instanceof RunOutcome.LimitReached limit) {
            return "The run reached its limit of " + limit.which() + " (" + limit.limits() + ") after " + modelCalls
                    + " model calls and " + toolCalls.size() + " tool calls, before the model answered."
                    + " Fix: raise it with AgentBuilder.limits, or look at toolCalls() for a tool the model keeps repeating.";
        }
        if (outcome instanceof RunOutcome.Truncated truncated) {
            return "The model's token limit cut the answer after "
                    + truncated.text().length() + " characters. Fix: raise max_tokens, or ask for less.";
        }
        return "GLM's content filter blocked the answer. Fix: change the prompt or the tool results it was made from.";
    }
}
