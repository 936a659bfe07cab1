package dev.glmagent;

import dev.glmagent.chat.Message;
import dev.glmagent.chat.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a run left behind.
 *
 * @param runId names the run, in events and logs too
 * @param outcome how it ended
 * @param messages the whole conversation, well formed: fit to be the history of the next run
 * @param toolCalls the tool calls in the order they ran; of a resumed run those since then
 * @param modelCalls how often the model replied; a call that failed is not counted
 * @param usageByModel the tokens of all replies that reported them, those of sub-agents included; a model whose replies
 *     said nothing is missing, as unknown is not zero
 * @param took wall-clock time of the run, measured by a monotonic clock
 */
public record RunResult(
        String runId,
        RunOutcome outcome,
        List<Message> messages,
        List<ToolRecord> toolCalls,
        int modelCalls,
        Map<String, Usage> usageByModel,
        Duration took) {

    /** Copies the collections. */
    public RunResult {
        messages = List.copyOf(messages);
        toolCalls = List.copyOf(toolCalls);
        usageByModel = Map.copyOf(usageByModel);
    }

    /**
     * The tokens of all replies that reported them.
     *
     * @return empty when none did
     */
    public Optional<Usage> usage() {
        return usageByModel.values().stream().reduce(Usage::plus);
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
        throw failure();
    }

    RunFailedException failure() {
        if (outcome instanceof RunOutcome.Failed failed) {
            String message = failed.error().getMessage();
            return new RunFailedException(message == null ? failed.error().toString() : message, this, failed.error());
        }
        return new RunFailedException(reason(), this);
    }

    private String reason() {
        if (outcome instanceof RunOutcome.LimitReached limit) {
            return "The run reached its limit of " + limit.which().words() + " after " + modelCalls
                    + " model calls and " + toolCalls.size() + " tool calls, before the model answered."
                    + " Fix: raise it with AgentBuilder.limits, or look at toolCalls() for a tool the model keeps repeating.";
        }
        if (outcome instanceof RunOutcome.Truncated truncated) {
            return "The model's token limit cut the answer after "
                    + truncated.text().length() + " characters. Fix: raise max_tokens, or ask for less.";
        }
        if (outcome instanceof RunOutcome.NeedsApproval waiting) {
            return "The run waits for a human to decide about "
                    + waiting.requests().get(0).toolName()
                    + ". Fix: go on with Agent.resume and a decision per request, or give the agent an approver.";
        }
        if (outcome instanceof RunOutcome.Cancelled) {
            return "The run was cancelled.";
        }
        if (outcome instanceof RunOutcome.Filtered filtered && filtered.by() != RunOutcome.By.MODERATION) {
            boolean question = filtered.by() == RunOutcome.By.INPUT_GUARD;
            return "A guard of this agent refused the " + (question ? "question" : "answer")
                    + (filtered.reason().isBlank() ? "." : ": " + filtered.reason());
        }
        return "GLM's content filter blocked the answer. Fix: change the prompt or the tool results it was made from.";
    }
}
