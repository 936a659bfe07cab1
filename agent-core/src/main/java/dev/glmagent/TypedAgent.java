package dev.glmagent;

import dev.glmagent.internal.AnswerTool;
import dev.glmagent.loop.ApprovalDecision;
import dev.glmagent.loop.RunState;
import dev.glmagent.tool.ContextValues;
import dev.glmagent.tool.ToolDefinition;
import java.lang.reflect.Type;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * An agent whose answers are values of a type: records, lists, enums, sealed types, numbers, whatever a tool may take.
 * Immutable and thread-safe: make one of {@link Agent#answering}, share it.
 *
 * <pre>{@code
 * record Forecast(String city, @Param("Highest temperature in °C") double high) {}
 *
 * TypedAgent<Forecast> forecasts = agent.answering(Forecast.class);
 * Forecast forecast = forecasts.run("北京明天多热?").value();
 * }</pre>
 *
 * <p>The model gives the answer by calling a tool that is made of the type, beside its other tools. An answer that does not
 * fit is sent back with all its problems, as words in place of an answer are, twice at most; then the run has
 * {@link RunOutcome.Failed}. An answer that comes beside other calls is not taken, as it was given before their results were
 * known: the calls run, and the model is asked to answer alone. The answer needs no approval and is no tool call for
 * {@link dev.glmagent.loop.Limits}.
 *
 * @param <T> the type of the answers
 */
public final class TypedAgent<T> {

    private final AnswerTool<T> tool;
    private final Agent agent;

    TypedAgent(Agent agent, Type type) {
        this.tool = new AnswerTool<>(type);
        this.agent = agent.answeringBy(tool.definition());
    }

    /**
     * Answers one question on the caller's thread. Interrupting the thread cancels the run.
     *
     * @param question not blank
     * @return the result
     * @throws IllegalArgumentException when the question is blank
     */
    public TypedResult<T> run(String question) {
        return run(RunRequest.of(question));
    }

    /**
     * Answers one question on the caller's thread.
     *
     * @param request the question and what goes with it
     * @return the result
     */
    public TypedResult<T> run(RunRequest request) {
        return typed(agent.run(request));
    }

    /**
     * Answers one question, seen as it happens.
     *
     * @param request the question and what goes with it
     * @return the events; close it
     */
    public TypedStream<T> stream(RunRequest request) {
        return new TypedStream<>(agent.stream(request), this::typed);
    }

    /**
     * Answers one question on a thread of its own.
     *
     * @param request the question and what goes with it
     * @return the result; cancelling it cancels the run
     */
    public CompletableFuture<TypedResult<T>> runAsync(RunRequest request) {
        return agent.runAsync(request, this::typed);
    }

    /**
     * Goes on with a run that waits for a human.
     *
     * @param state from {@link RunOutcome.NeedsApproval}, perhaps stored as JSON in between
     * @param decisions about its requests; calls that are not decided go on waiting
     * @param context what your program hands to the tools from now on
     * @return the result
     * @throws dev.glmagent.loop.InvalidDecisionException when a decision does not fit exactly a call that waits; nothing ran
     */
    public TypedResult<T> resume(RunState state, List<ApprovalDecision> decisions, ContextValues context) {
        return typed(agent.resume(state, decisions, context));
    }

    /**
     * This agent as a tool of another one, which answers with JSON; see {@link Agent#asTool}.
     *
     * @param name 1 to 64 of {@code [a-zA-Z0-9_-]}
     * @param description what it can be asked, in words the other model can choose by
     * @return to be put into a registry
     * @throws dev.glmagent.tool.InvalidToolException when the name or the description is none
     */
    public ToolDefinition asTool(String name, String description) {
        return agent.asTool(name, description);
    }

    private TypedResult<T> typed(RunResult result) {
        return new TypedResult<>(result, tool.answerOf(result));
    }
}
