package dev.glmagent;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.internal.BackgroundRun;
import dev.glmagent.internal.LocalDriver;
import dev.glmagent.internal.RunPublisher;
import dev.glmagent.internal.RunScope;
import dev.glmagent.internal.SubAgent;
import dev.glmagent.internal.ToolRunner;
import dev.glmagent.loop.ApprovalDecision;
import dev.glmagent.loop.RunState;
import dev.glmagent.session.InMemorySessionStore;
import dev.glmagent.session.SessionId;
import dev.glmagent.session.SessionStore;
import dev.glmagent.tool.ContextValues;
import dev.glmagent.tool.ToolDefinition;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.function.Function;

/**
 * Answers questions with a model and tools. Immutable and thread-safe: build one, share it.
 *
 * <pre>{@code
 * Agent agent = Agent.builder()
 *         .model(Glm.fromEnvironment().chatModel("glm-4"))
 *         .tools(ToolRegistry.of(new Weather()))
 *         .build();
 * System.out.println(agent.run("北京今天天气怎么样?").text());
 * }</pre>
 *
 * <p>What a model, a tool or the network does wrong is told by the result's outcome, never thrown. Blocking, streaming,
 * asynchronous and resumed runs are the same loop and end the same way.
 */
public final class Agent {

    private final LocalDriver driver;
    private final Optional<SessionStore> sessions;

    Agent(LocalDriver driver, Optional<SessionStore> sessions) {
        this.driver = driver;
        this.sessions = sessions;
    }

    /**
     * Starts to build an agent.
     *
     * @return an empty builder
     */
    public static AgentBuilder builder() {
        return new AgentBuilder();
    }

    /**
     * Answers one question on the caller's thread. Interrupting the thread cancels the run.
     *
     * @param question not blank
     * @return the result
     * @throws IllegalArgumentException when the question is blank
     */
    public RunResult run(String question) {
        return run(RunRequest.of(question));
    }

    /**
     * Answers one question on the caller's thread.
     *
     * @param request the question and what goes with it
     * @return the result
     */
    public RunResult run(RunRequest request) {
        return driver.begin(start(request), RunScope.blocking(request.cancellation(), request.context()))
                .toEnd();
    }

    /**
     * Answers one question with a value; see {@link TypedAgent}.
     *
     * @param question not blank
     * @param type a record, an enum, a sealed type, a number …
     * @param <T> the type
     * @return the result
     * @throws dev.glmagent.tool.InvalidToolException when no schema can be made of the type
     */
    public <T> TypedResult<T> run(String question, Class<T> type) {
        return answering(type).run(question);
    }

    /**
     * The same agent, whose answers are values.
     *
     * @param type a record, an enum, a sealed type, a number …
     * @param <T> the type
     * @return an agent to keep: its schema is made once
     * @throws dev.glmagent.tool.InvalidToolException when no schema can be made of the type
     */
    public <T> TypedAgent<T> answering(Class<T> type) {
        return new TypedAgent<>(this, type);
    }

    /**
     * The same agent, whose answers are values.
     *
     * @param type for example {@code new AnswerType<List<Forecast>>() {}}
     * @param <T> the type
     * @return an agent to keep: its schema is made once
     * @throws dev.glmagent.tool.InvalidToolException when no schema can be made of the type
     */
    public <T> TypedAgent<T> answering(AnswerType<T> type) {
        return new TypedAgent<>(this, type.type());
    }

    /**
     * This agent as a tool of another one: it gets a task in words and answers with its answer. It has its own model, system
     * message, tools and limits, and does not see the other's conversation.
     *
     * <p>What goes down: cancelling, the time that is left, the values of the run, and the approver if this agent has none.
     * What comes up: the answer, its tokens, and its events as {@link RunEvent.Nested}. Without an answer the other model is
     * told why. Runs are nested three deep at most.
     *
     * @param name 1 to 64 of {@code [a-zA-Z0-9_-]}
     * @param description what it can be asked, in words the other model can choose by
     * @return to be put into a registry
     * @throws dev.glmagent.tool.InvalidToolException when the name or the description is none
     */
    public ToolDefinition asTool(String name, String description) {
        return SubAgent.tool(driver, name, description);
    }

    LocalDriver driver() {
        return driver;
    }

    Agent answeringBy(ToolDefinition tool) {
        return new Agent(driver.answeringBy(tool), sessions);
    }

    /**
     * Answers one question, seen as it happens.
     *
     * @param question not blank
     * @return the events; close it
     * @throws IllegalArgumentException when the question is blank
     */
    public RunStream stream(String question) {
        return stream(RunRequest.of(question));
    }

    /**
     * Answers one question, seen as it happens.
     *
     * @param request the question and what goes with it
     * @return the events; close it
     */
    public RunStream stream(RunRequest request) {
        RunState start = start(request);
        return new RunStream(new BackgroundRun(
                request.cancellation(),
                request.context(),
                scope -> driver.begin(start, scope).toEnd()));
    }

    /**
     * Answers one question on a thread of its own.
     *
     * @param request the question and what goes with it
     * @return the result; cancelling it cancels the run
     */
    public CompletableFuture<RunResult> runAsync(RunRequest request) {
        return runAsync(request, Function.identity());
    }

    <R> CompletableFuture<R> runAsync(RunRequest request, Function<RunResult, R> reading) {
        RunState start = start(request);
        return BackgroundRun.result(
                request.cancellation(),
                request.context(),
                scope -> reading.apply(driver.begin(start, scope).toEnd()));
    }

    /**
     * Answers one question for each subscriber, beginning when it subscribes; cancelling the subscription cancels the run.
     *
     * @param request the question and what goes with it
     * @return the events
     */
    public Flow.Publisher<RunEvent> publisher(RunRequest request) {
        return new RunPublisher(() -> stream(request.withCancellation(new Cancellation())));
    }

    /**
     * Goes on with a run that waits for a human.
     *
     * @param state from {@link RunOutcome.NeedsApproval}, perhaps stored as JSON in between
     * @param decisions about its requests; calls that are not decided go on waiting
     * @return the result
     * @throws dev.glmagent.loop.InvalidDecisionException when a decision does not fit exactly a call that waits; nothing ran
     */
    public RunResult resume(RunState state, List<ApprovalDecision> decisions) {
        return resume(state, decisions, ContextValues.NONE);
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
    public RunResult resume(RunState state, List<ApprovalDecision> decisions, ContextValues context) {
        RunState next =
                decisions.isEmpty() ? state : driver.inCharge(state).loop().onDecisions(state, decisions);
        return driver.begin(next, RunScope.blocking(new Cancellation(), context))
                .toEnd();
    }

    /**
     * The conversation of an id, begun or gone on with. It is there in every process that shares the store.
     *
     * <pre>{@code
     * agent.session(user.id(), chat).run("And tomorrow?");
     * }</pre>
     *
     * @param id one part or more; the one that your program vouches for comes first, for example the authenticated user, so that
     *     no id that a user makes up leads to the conversation of another one
     * @return the session; cheap, make one when you need it
     * @throws IllegalStateException when this agent has no store
     * @throws IllegalArgumentException when the id is not one that {@link SessionId} takes
     */
    public Session session(String... id) {
        SessionStore store = sessions.orElseThrow(() -> new IllegalStateException(
                "This agent has nowhere to keep a session under an id. Fix: Agent.builder().sessions(new"
                        + " FileSessionStore(..)), or JdbcSessionStore, or InMemorySessionStore; or take newSession(),"
                        + " which keeps its conversation itself."));
        return new Session(driver, store, SessionId.of(id));
    }

    /**
     * Begins a conversation under a new id that nobody can guess.
     *
     * @return the session; of an agent without a store it is kept in memory, as long as the caller keeps it
     */
    public Session newSession() {
        return new Session(driver, sessions.orElseGet(InMemorySessionStore::new), SessionId.random());
    }

    private RunState start(RunRequest request) {
        // 122 random bits: an id that nobody can guess, as decisions and journals are bound to it.
        return driver.loop().start(UUID.randomUUID().toString(), request.history(), request.question());
    }

    /**
     * How many tools of this process, of all agents, were over their time or cancelled, ignored the interrupt and still hold
     * a thread. A number to watch in a service: one that grows means a tool that never ends.
     *
     * @return 0 when all is well
     */
    public static int toolsLeftBehind() {
        return ToolRunner.leftBehind();
    }
}
