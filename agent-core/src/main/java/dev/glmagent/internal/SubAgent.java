package dev.glmagent.internal;

import dev.glmagent.RunEvent;
import dev.glmagent.RunFailedException;
import dev.glmagent.RunOutcome;
import dev.glmagent.RunResult;
import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.loop.RunState;
import dev.glmagent.tool.Param;
import dev.glmagent.tool.ToolContext;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolException;
import dev.glmagent.tool.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** An agent that is a tool of another one: a run below a run. */
public final class SubAgent {

    /** The agent's own limit of time says more than the tool's, so it comes first. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final LocalDriver driver;

    private SubAgent(LocalDriver driver) {
        this.driver = driver;
    }

    /** What the model fills in. */
    record Task(
            @Param("The whole task in words, with every detail it needs: this conversation is not seen there."
                    + " 完整的任务描述,对方看不到本次对话。")
            String question) {}

    /**
     * The tool.
     *
     * @param driver runs the agent
     * @param name its name
     * @param description what it can be asked
     * @return answers with the agent's answer
     */
    public static ToolDefinition tool(LocalDriver driver, String name, String description) {
        return ToolDefinition.builder(name)
                .description(description)
                .timeout(driver.limits().time().plus(GRACE))
                .build(Task.class, new SubAgent(driver)::run);
    }

    private ToolResult run(Task task, ToolContext context) {
        if (task.question().isBlank()) {
            throw new ToolException("the question is blank");
        }
        RunScope scope = context.values()
                .find(RunScope.class)
                .orElseGet(() -> RunScope.blocking(new Cancellation(), context.values()));
        RunState start = driver.loop().start(UUID.randomUUID().toString(), List.of(), UserMessage.of(task.question()));
        return answer(
                context.toolName(),
                driver.begin(
                                start,
                                scope.seenBy(
                                        event -> scope.events().accept(new RunEvent.Nested(context.toolName(), event))))
                        .toEnd());
    }

    private static ToolResult answer(String name, RunResult result) {
        try {
            return ToolResult.ok(result.text()).withData(result);
        } catch (RunFailedException e) {
            RunOutcome outcome = result.outcome();
            if (outcome instanceof RunOutcome.LimitReached limit
                    && !limit.text().isBlank()) {
                String note = "\n[" + name + " was stopped by its limit of "
                        + limit.which().words() + "; this is the best it could say]";
                return ToolResult.ok(limit.text() + note).withData(result);
            }
            if (outcome instanceof RunOutcome.Truncated cut && !cut.text().isBlank()) {
                return ToolResult.ok(cut.text() + "\n[cut by the token limit]").withData(result);
            }
            return new ToolResult.Failed(name + " " + words(outcome), e);
        }
    }

    /** An error's message may hold what is not for a model; its class tells enough. */
    private static String words(RunOutcome outcome) {
        if (outcome instanceof RunOutcome.Failed failed) {
            return "failed: " + failed.error().getClass().getSimpleName();
        } else if (outcome instanceof RunOutcome.LimitReached limit) {
            return "reached its limit of " + limit.which().words() + " without an answer";
        } else if (outcome instanceof RunOutcome.NeedsApproval waiting) {
            return "did not answer: a human has to decide about "
                    + waiting.requests().get(0).toolName() + ", and nobody can be asked";
        } else if (outcome instanceof RunOutcome.Filtered) {
            return "refused to answer";
        } else if (outcome instanceof RunOutcome.Cancelled) {
            return "was cancelled";
        }
        return "gave no answer";
    }
}
