package dev.glmagent.internal;

import dev.glmagent.RunOutcome;
import dev.glmagent.RunResult;
import dev.glmagent.tool.ToolContext;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolHints;
import dev.glmagent.tool.ToolResult;
import java.lang.reflect.Type;
import java.util.Optional;

/**
 * The tool that a model gives an answer of a type by: GLM has no mode that keeps a reply to a schema, but arguments of tools
 * it fills in well.
 *
 * @param <T> the type of the answer
 */
public final class AnswerTool<T> {

    private static final String NAME = "final_answer";

    private final ToolDefinition definition;

    /**
     * A tool for a type.
     *
     * @param type the type, {@code T} itself
     * @throws dev.glmagent.tool.InvalidToolException when no schema can be made of it
     */
    public AnswerTool(Type type) {
        this.definition = ToolDefinition.builder(NAME)
                .description(
                        "Gives the final answer to the user. Call it once, alone, when everything it asks for is known."
                                + " 用它给出最终答案:信息齐全后单独调用一次。")
                .hints(ToolHints.READ_ONLY)
                .buildValue(
                        type,
                        (value, context) ->
                                ToolResult.ok("The answer is taken.").asAnswer().withData(value));
    }

    /**
     * The tool.
     *
     * @return to be offered beside the others
     */
    public ToolDefinition definition() {
        return definition;
    }

    /**
     * The answer of a run.
     *
     * @param result whose text is what the tool was called with
     * @return empty when the run did not complete
     */
    @SuppressWarnings("unchecked") // the tool binds to the type and nothing else
    public Optional<T> answerOf(RunResult result) {
        return result.outcome() instanceof RunOutcome.Completed completed
                        && definition.call(completed.text(), new ToolContext(NAME, "")) instanceof ToolResult.Ok ok
                ? ok.data().map(value -> (T) value)
                : Optional.empty();
    }
}
