package dev.glmagent.internal;

import dev.glmagent.Approver;
import dev.glmagent.RunEvent;
import dev.glmagent.chat.Cancellation;
import dev.glmagent.tool.ContextValues;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What stands around one run.
 *
 * @param cancellation ends it
 * @param values for its tools
 * @param streaming whether replies arrive in pieces
 * @param events sees its events, beside the agent's listeners
 * @param depth 0 for a run that a program started, one more for each run above it
 * @param timeLeft what the run above it has left, if there is one
 * @param approver of the run above it, if there is one
 * @param journal is told what must not be forgotten
 */
public record RunScope(
        Cancellation cancellation,
        ContextValues values,
        boolean streaming,
        Consumer<RunEvent> events,
        int depth,
        Optional<Duration> timeLeft,
        Optional<Approver> approver,
        RunJournal journal) {

    /** How deep the tool is that runs on this thread, so that a run that it starts itself is counted too. */
    private static final ThreadLocal<Integer> DEPTH = ThreadLocal.withInitial(() -> 0);

    /**
     * A run whose caller waits for its result only.
     *
     * @param cancellation ends it
     * @param values for its tools
     * @return the scope
     */
    public static RunScope blocking(Cancellation cancellation, ContextValues values) {
        return new RunScope(
                cancellation,
                values,
                false,
                event -> {},
                DEPTH.get(),
                Optional.empty(),
                Optional.empty(),
                RunJournal.NONE);
    }

    /** A run whose events are read. */
    static RunScope streaming(Cancellation cancellation, ContextValues values, Consumer<RunEvent> events) {
        return new RunScope(
                cancellation, values, true, events, DEPTH.get(), Optional.empty(), Optional.empty(), RunJournal.NONE);
    }

    /** For the tools of a run, which may have runs of their own. */
    RunScope below(Consumer<RunEvent> nested, Duration left, Optional<Approver> above) {
        return new RunScope(
                cancellation, values, streaming, nested, depth + 1, Optional.of(left), above, RunJournal.NONE);
    }

    /** The same scope for events seen otherwise. */
    RunScope seenBy(Consumer<RunEvent> other) {
        return new RunScope(cancellation, values, streaming, other, depth, timeLeft, approver, journal);
    }

    /** The same scope for a run of a session. */
    RunScope withJournal(RunJournal other) {
        return new RunScope(cancellation, values, streaming, events, depth, timeLeft, approver, other);
    }

    /** From now on this thread runs a tool of this scope. */
    void enter() {
        DEPTH.set(depth);
    }

    /** This thread runs no tool any more. */
    static void leave() {
        DEPTH.remove();
    }
}
