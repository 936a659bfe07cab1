package dev.glmagent;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.Message;
import dev.glmagent.internal.BackgroundRun;
import dev.glmagent.internal.LocalDriver;
import dev.glmagent.internal.RunPublisher;
import dev.glmagent.internal.RunScope;
import dev.glmagent.internal.SessionDriver;
import dev.glmagent.internal.SessionLog;
import dev.glmagent.loop.ApprovalDecision;
import dev.glmagent.loop.ApprovalRequest;
import dev.glmagent.loop.NextStep;
import dev.glmagent.session.SessionId;
import dev.glmagent.session.SessionStore;
import dev.glmagent.tool.ContextValues;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/**
 * A conversation that is kept in a store. Immutable and thread-safe; made by {@link Agent#session} and {@link
 * Agent#newSession}.
 *
 * <pre>{@code
 * Session chat = agent.session(user.id(), "chat-1");
 * chat.run("What is the weather in Beijing?");
 * chat.run("And tomorrow?");   // perhaps in another process
 * }</pre>
 *
 * <p>Questions, and the calls of tools with their results, are written as they happen, so a run that fails leaves behind what
 * it did, and one whose process ended can go on. One run at a time is at work in a session; another one is refused with {@link
 * dev.glmagent.session.SessionBusyException}, or waits. When the store fails during a run, the outcome is {@link
 * RunOutcome.Failed} and the result holds the messages that are not stored.
 *
 * <p>The agent's system message is not part of what is kept: the one of the agent that answers goes before the conversation.
 */
public final class Session {

    private final SessionDriver runs;

    Session(LocalDriver driver, SessionStore store, SessionId id) {
        this(new SessionDriver(driver, store, id, Duration.ZERO));
    }

    private Session(SessionDriver runs) {
        this.runs = runs;
    }

    /**
     * What this session is found by.
     *
     * @return the id
     */
    public SessionId id() {
        return runs.id();
    }

    /**
     * The same session, whose runs wait for each other.
     *
     * @param atMost how long a run waits for one of somebody else before {@link dev.glmagent.session.SessionBusyException}
     * @return another handle on the session
     */
    public Session waiting(Duration atMost) {
        return new Session(new SessionDriver(runs.driver(), runs.store(), runs.id(), atMost));
    }

    /**
     * Asks the next question of the conversation on the caller's thread.
     *
     * @param question not blank
     * @return the result
     * @throws IllegalArgumentException when the question is blank
     * @throws dev.glmagent.session.SessionBusyException when somebody else's run is at work; nothing ran
     * @throws dev.glmagent.session.SessionStoreException when the session cannot be read or written; nothing ran
     */
    public RunResult run(String question) {
        return run(RunRequest.of(question));
    }

    /**
     * Asks the next question of the conversation on the caller's thread.
     *
     * @param request the question and what goes with it, without a history
     * @return the result
     * @throws IllegalArgumentException when the request has a history of its own
     * @throws dev.glmagent.session.SessionBusyException when somebody else's run is at work; nothing ran
     * @throws dev.glmagent.session.SessionStoreException when the session cannot be read or written; nothing ran
     */
    public RunResult run(RunRequest request) {
        requireNoHistory(request);
        return runs.ask(request.question(), RunScope.blocking(request.cancellation(), request.context()));
    }

    /**
     * Asks the next question of the conversation, seen as it happens. What {@link #run} throws, reading the stream throws.
     *
     * @param question not blank
     * @return the events; close it
     * @throws IllegalArgumentException when the question is blank
     */
    public RunStream stream(String question) {
        return stream(RunRequest.of(question));
    }

    /**
     * Asks the next question of the conversation, seen as it happens. What {@link #run} throws, reading the stream throws.
     *
     * @param request the question and what goes with it, without a history
     * @return the events; close it
     * @throws IllegalArgumentException when the request has a history of its own
     */
    public RunStream stream(RunRequest request) {
        requireNoHistory(request);
        return new RunStream(new BackgroundRun(
                request.cancellation(), request.context(), scope -> runs.ask(request.question(), scope)));
    }

    /**
     * Asks the next question of the conversation on a thread of its own. What {@link #run} throws, the future fails with.
     *
     * @param request the question and what goes with it, without a history
     * @return the result; cancelling it cancels the run
     * @throws IllegalArgumentException when the request has a history of its own
     */
    public CompletableFuture<RunResult> runAsync(RunRequest request) {
        requireNoHistory(request);
        return BackgroundRun.result(
                request.cancellation(), request.context(), scope -> runs.ask(request.question(), scope));
    }

    /**
     * Asks one question for each subscriber, beginning when it subscribes; cancelling the subscription cancels the run.
     *
     * @param request the question and what goes with it, without a history
     * @return the events
     * @throws IllegalArgumentException when the request has a history of its own
     */
    public Flow.Publisher<RunEvent> publisher(RunRequest request) {
        requireNoHistory(request);
        return new RunPublisher(() -> stream(request.withCancellation(new Cancellation())));
    }

    /**
     * Goes on with the run that was left unfinished: one that waits for a human, or failed, or whose process is gone and whose
     * time is over.
     *
     * @param decisions about {@link #approvals}; calls that are not decided go on waiting
     * @return the result
     * @throws IllegalStateException when there is no such run
     * @throws dev.glmagent.loop.InvalidDecisionException when a decision does not fit exactly a call that waits; nothing ran
     * @throws dev.glmagent.session.SessionBusyException when somebody else drives it; nothing ran
     * @throws dev.glmagent.session.SessionStoreException when the session cannot be read or written; nothing ran
     */
    public RunResult resume(List<ApprovalDecision> decisions) {
        return resume(decisions, ContextValues.NONE);
    }

    /**
     * Goes on with the run that was left unfinished: one that waits for a human, or failed, or whose process is gone and whose
     * time is over.
     *
     * @param decisions about {@link #approvals}; calls that are not decided go on waiting
     * @param context what your program hands to the tools from now on
     * @return the result
     * @throws IllegalStateException when there is no such run
     * @throws dev.glmagent.loop.InvalidDecisionException when a decision does not fit exactly a call that waits; nothing ran
     * @throws dev.glmagent.session.SessionBusyException when somebody else drives it; nothing ran
     * @throws dev.glmagent.session.SessionStoreException when the session cannot be read or written; nothing ran
     */
    public RunResult resume(List<ApprovalDecision> decisions, ContextValues context) {
        return runs.resume(decisions, false, RunScope.blocking(new Cancellation(), context));
    }

    /**
     * Goes on at once with a run whose process is gone; see {@link #recover(ContextValues)}.
     *
     * @return the result
     * @throws IllegalStateException when there is no unfinished run
     * @throws dev.glmagent.session.SessionStoreException when the session cannot be read or written; nothing ran
     */
    public RunResult recover() {
        return recover(ContextValues.NONE);
    }

    /**
     * Goes on at once with a run whose process is gone, as you know and the store cannot. A call that was running then is not
     * made again unless its tool is idempotent; the model is told that it may have run. Should the process be there after
     * all, its run ends with {@link RunOutcome.Failed}, and no call runs twice.
     *
     * @param context what your program hands to the tools from now on
     * @return the result
     * @throws IllegalStateException when there is no unfinished run
     * @throws dev.glmagent.session.SessionStoreException when the session cannot be read or written; nothing ran
     */
    public RunResult recover(ContextValues context) {
        return runs.resume(List.of(), true, RunScope.blocking(new Cancellation(), context));
    }

    /**
     * Whether a run was left unfinished, or is at work at the moment. The next question ends one that nobody drives: calls
     * that waited for a human are then answered as not run.
     *
     * @return true when {@link #resume} or {@link #recover} have something to do
     * @throws dev.glmagent.session.SessionStoreException when the session cannot be read
     */
    public boolean isUnfinished() {
        return runs.read().unfinished().flatMap(SessionLog.Unfinished::state).isPresent();
    }

    /**
     * The calls of the unfinished run that wait for a human.
     *
     * @return to be decided about, for {@link #resume}; empty when none waits
     * @throws dev.glmagent.session.SessionStoreException when the session cannot be read
     */
    public List<ApprovalRequest> approvals() {
        return runs.read()
                .unfinished()
                .flatMap(SessionLog.Unfinished::state)
                .filter(state -> state.pending().isPresent())
                .map(state -> runs.driver().loop().next(state))
                .filter(NextStep.AwaitApproval.class::isInstance)
                .map(step -> ((NextStep.AwaitApproval) step).requests())
                .orElse(List.of());
    }

    /**
     * The conversation so far, as it is stored: without the agent's system message.
     *
     * @return oldest message first
     * @throws dev.glmagent.session.SessionStoreException when the session cannot be read
     */
    public List<Message> messages() {
        return runs.read().messages();
    }

    /**
     * Forgets the conversation.
     *
     * @throws dev.glmagent.session.SessionStoreException when it cannot be deleted
     */
    public void delete() {
        runs.store().delete(runs.id());
    }

    private static void requireNoHistory(RunRequest request) {
        if (!request.history().isEmpty()) {
            throw new IllegalArgumentException("The request has a history, but a session has its own."
                    + " Fix: leave withHistory(..) out, or ask the agent without a session.");
        }
    }
}
