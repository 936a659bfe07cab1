package dev.glmagent.internal;

import dev.glmagent.RunResult;
import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.HistoryRepair;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.loop.AgentLoop;
import dev.glmagent.loop.ApprovalDecision;
import dev.glmagent.loop.RunState;
import dev.glmagent.session.SessionBusyException;
import dev.glmagent.session.SessionId;
import dev.glmagent.session.SessionStore;
import dev.glmagent.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the runs of a session. A run first takes the session by a record that says until when; whoever finds it taken waits
 * or is refused. That keeps people from disturbing each other; what keeps a call from running twice is {@link SessionJournal}.
 *
 * @param driver of the agent
 * @param store where the session is
 * @param id the session
 * @param patience how long to wait for a run of somebody else
 */
public record SessionDriver(LocalDriver driver, SessionStore store, SessionId id, Duration patience) {

    private static final Logger log = LoggerFactory.getLogger(SessionDriver.class);

    /** A run is over within its limit of time; so much later at the latest it has written that, or its process is gone. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    /** How long to wait before another look at a session that is taken. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    /**
     * Reads the session.
     *
     * @return what its log says
     */
    public SessionLog read() {
        return SessionLog.of(store, id);
    }

    /**
     * Asks the next question. A run that was left unfinished is closed: its calls that did not run are answered so.
     *
     * @param question the question
     * @param scope what stands around the run
     * @return the result
     * @throws SessionBusyException when somebody else drives a run of the session
     */
    public RunResult ask(UserMessage question, RunScope scope) {
        String runId = UUID.randomUUID().toString();
        Taken taken = take(false, scope, found -> {
            List<Message> history = history(found);
            List<Message> closed = found.unfinished()
                    .filter(run -> !run.isDriven(Instant.now()))
                    .flatMap(run -> run.state().map(state -> closed(state.withMessages(history), run.calls())))
                    .orElse(history);
            List<Message> closing = closed.subList(history.size(), closed.size());
            return new Plan(
                    new SessionRecord.Opened(runId, until(), closing, Optional.empty()),
                    loop().start(runId, closed, question),
                    closed.size(),
                    Map.of());
        });
        return drive(taken, scope);
    }

    /**
     * Goes on with the run that was left unfinished.
     *
     * @param decisions about its calls that wait for a human
     * @param takeOver whether it is known that nobody drives it any more
     * @param scope what stands around the run
     * @return the result
     * @throws SessionBusyException when somebody else drives it
     */
    public RunResult resume(List<ApprovalDecision> decisions, boolean takeOver, RunScope scope) {
        Taken taken = take(takeOver, scope, found -> {
            SessionLog.Unfinished run = found.unfinished()
                    .filter(unfinished -> unfinished.state().isPresent())
                    .orElseThrow(() -> new IllegalStateException("The session " + id + " has no run that could go on."
                            + " Fix: look at isUnfinished() before, or ask a question."));
            RunState stored = run.state().orElseThrow().withMessages(history(found));
            RunState state = decisions.isEmpty()
                    ? stored
                    : driver.inCharge(stored).loop().onDecisions(stored, decisions);
            return new Plan(
                    new SessionRecord.Opened(run.runId(), until(), List.of(), Optional.of(state)),
                    state,
                    state.messages().size(),
                    run.calls());
        });
        return drive(taken, scope);
    }

    /** How a run begins, as long as nobody else writes to the session. */
    private record Plan(
            SessionRecord.Opened record, RunState start, int saved, Map<String, Optional<ToolResult>> calls) {}

    private interface Planner {
        Plan plan(SessionLog found);
    }

    /** A run to be driven; nobody has the session when it was cancelled while it waited for it. */
    private record Taken(RunState start, Optional<SessionJournal> journal) {}

    private RunResult drive(Taken taken, RunScope scope) {
        if (taken.journal().isEmpty()) {
            return driver.begin(taken.start(), scope).toEnd();
        }
        SessionJournal journal = taken.journal().get();
        try {
            return driver.begin(taken.start(), scope.withJournal(journal)).toEnd();
        } finally {
            journal.release();
        }
    }

    private Taken take(boolean takeOver, RunScope scope, Planner planner) {
        long since = System.nanoTime();
        while (true) {
            SessionLog found = Calmly.call(this::read);
            Optional<SessionLog.Unfinished> driven =
                    found.unfinished().filter(run -> !takeOver && run.isDriven(Instant.now()));
            SessionBusyException busy;
            if (driven.isEmpty()) {
                Plan plan = planner.plan(found);
                try {
                    Calmly.append(store, id, found.version(), plan.record());
                    return new Taken(plan.start(), Optional.of(journal(plan, found.version() + 1)));
                } catch (SessionBusyException e) {
                    busy = e;
                }
            } else {
                busy = busy(driven.get());
            }
            if (System.nanoTime() - since >= patience.toNanos()) {
                throw busy;
            }
            if (!pause(scope.cancellation())) {
                return new Taken(loop().onCancel(planner.plan(found).start()), Optional.empty());
            }
        }
    }

    private SessionJournal journal(Plan plan, int version) {
        Optional<RunState> written = plan.record().state().map(state -> state.withMessages(List.of()));
        return new SessionJournal(store, id, version, plan.calls(), plan.saved(), written);
    }

    /** False when the run was cancelled meanwhile. */
    private static boolean pause(Cancellation cancellation) {
        CountDownLatch cancelled = new CountDownLatch(1);
        Cancellation.Registration onCancel = cancellation.onCancel(cancelled::countDown);
        try {
            return !cancelled.await(PAUSE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            onCancel.close();
        }
    }

    private SessionBusyException busy(SessionLog.Unfinished run) {
        return new SessionBusyException(
                "The session " + id + " is busy: the run " + run.runId() + " is not over and may last"
                        + " until " + run.until().map(Instant::toString).orElse("?")
                        + ". Fix: ask again later, wait for it with session.waiting(..), or go on with session.recover() if"
                        + " its process is gone.");
    }

    /** The conversation as a run begins with it. The store keeps what it has. */
    private List<Message> history(SessionLog found) {
        if (HistoryRepair.repair(found.messages()) != found.messages()) {
            log.warn("The stored conversation of session {} is not well formed; it is repaired before it is sent", id);
        }
        return loop().rules().conversation(found.messages());
    }

    /** The whole conversation of a run that nobody goes on with, closed so that another question can follow. */
    private List<Message> closed(RunState unfinished, Map<String, Optional<ToolResult>> calls) {
        RunState state = unfinished;
        if (state.pending().isPresent()) {
            List<ToolCall> runnable = state.pending().get().runnable();
            if (runnable.stream().anyMatch(call -> calls.containsKey(call.id()))) {
                List<ToolResult> results = new ArrayList<>();
                for (ToolCall call : runnable) {
                    results.add(
                            calls.containsKey(call.id())
                                    ? calls.getOrDefault(call.id(), Optional.empty())
                                            .orElseGet(() -> SessionJournal.interrupted(call))
                                    : new ToolResult.NotRun("not run: the run was not finished"));
                }
                state = loop().onToolResults(state, results);
            }
        }
        return loop().onCancel(state).messages();
    }

    private Instant until() {
        return Instant.now().plus(driver.limits().time()).plus(GRACE).truncatedTo(ChronoUnit.SECONDS);
    }

    private AgentLoop loop() {
        return driver.loop();
    }
}
