package dev.glmagent.internal;

import dev.glmagent.RunEvent;
import dev.glmagent.ToolRecord;
import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the tool calls of one reply: side by side where their tools allow it, each within its time limit, results in call
 * order. A tool that is over its limit is interrupted and, if it does not mind, left behind on its thread.
 */
public final class ToolRunner {

    private static final Logger log = LoggerFactory.getLogger(ToolRunner.class);

    /** So many calls of one reply run at once. */
    private static final int AT_ONCE = 8;

    private final ToolRegistry tools;
    private final RunScope scope;
    private final RunJournal journal;
    private final Consumer<RunEvent> events;
    private final long deadline;

    /** The scope is that of the tools; the deadline is the run's, by {@link System#nanoTime}. */
    ToolRunner(ToolRegistry tools, RunScope scope, RunJournal journal, Consumer<RunEvent> events, long deadline) {
        this.tools = tools;
        this.scope = scope;
        this.journal = journal;
        this.events = events;
        this.deadline = deadline;
    }

    /**
     * How many tools of this process ignored being interrupted and still hold a thread.
     *
     * @return 0 when all is well
     */
    public static int leftBehind() {
        return RunningTool.leftBehind();
    }

    /** One record per call, in call order. */
    List<ToolRecord> run(int step, List<ToolCall> calls) {
        List<ToolRecord> records = new ArrayList<>(calls.size());
        Deque<Pending> pending = new ArrayDeque<>();
        for (ToolCall call : calls) {
            Optional<ToolDefinition> tool = tools.find(call.name());
            boolean alone = tool.isPresent() && !tool.get().parallel();
            while (!pending.isEmpty() && (alone || pending.size() == AT_ONCE)) {
                records.add(finish(step, pending.removeFirst()));
            }
            Optional<ToolResult> known = journal.known(call, tool.map(ToolDefinition::hints));
            if (known.isPresent()) {
                pending.addLast(new Pending(call, known, Optional.empty()));
                continue;
            }
            if (stopped()) {
                pending.addLast(notRun(call, "not run: the run was cancelled"));
                continue;
            }
            if (tool.isPresent() && !journal.started(call, tool.get().hints())) {
                pending.addLast(notRun(call, "not run: it could not be written down before"));
                continue;
            }
            events.accept(new RunEvent.ToolStarted(step, call));
            pending.addLast(start(call, tool));
            if (alone) {
                records.add(finish(step, pending.removeFirst()));
            }
        }
        while (!pending.isEmpty()) {
            records.add(finish(step, pending.removeFirst()));
        }
        return records;
    }

    /** A call whose result is there at once, or whose tool is running. */
    private record Pending(ToolCall call, Optional<ToolResult> known, Optional<RunningTool> running) {}

    private Pending start(ToolCall call, Optional<ToolDefinition> tool) {
        if (tool.isEmpty()) {
            return new Pending(call, Optional.of(tools.call(call)), Optional.empty());
        }
        RunningTool running = new RunningTool(tool.get(), call, scope);
        try {
            Workers.SHARED.execute(running);
            return new Pending(call, Optional.empty(), Optional.of(running));
        } catch (RejectedExecutionException full) {
            return startLater(running);
        }
    }

    /** Many short tools at once only queue for the threads there are. */
    private Pending startLater(RunningTool running) {
        long nanosLeft = Math.min(running.nanosLeft(), deadline - System.nanoTime());
        if (Interrupter.around(scope.cancellation(), () -> Workers.startedWithin(running, nanosLeft))) {
            return new Pending(running.call(), Optional.empty(), Optional.of(running));
        }
        return notRun(
                running.call(),
                stopped() ? "not run: the run was cancelled" : "not run: too many tools are running at the moment");
    }

    private static Pending notRun(ToolCall call, String why) {
        return new Pending(call, Optional.of(new ToolResult.NotRun(why)), Optional.empty());
    }

    private boolean stopped() {
        return scope.cancellation().isCancelled() || Thread.currentThread().isInterrupted();
    }

    private ToolRecord finish(int step, Pending pending) {
        ToolResult result;
        if (pending.running().isEmpty()) {
            result = pending.known().orElseThrow();
        } else {
            RunningTool running = pending.running().get();
            long nanosLeft = Math.min(running.nanosLeft(), deadline - System.nanoTime());
            Cancellation.Registration onCancel = scope.cancellation().onCancel(running::leaveBehind);
            try {
                result = running.get(nanosLeft, TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                running.leaveBehind();
                result = timedOut(running);
            } catch (CancellationException e) {
                result = interrupted(pending.call());
            } catch (InterruptedException e) {
                running.leaveBehind();
                Thread.currentThread().interrupt();
                result = interrupted(pending.call());
            } catch (ExecutionException e) {
                throw rethrown(pending.call(), e);
            } finally {
                onCancel.close();
            }
        }
        journal.ended(pending.call(), result);
        Duration took = pending.running().map(RunningTool::took).orElse(Duration.ZERO);
        events.accept(new RunEvent.ToolFinished(step, pending.call(), result, took));
        return new ToolRecord(pending.call(), result, took);
    }

    private static ToolResult interrupted(ToolCall call) {
        return new ToolResult.Interrupted(
                call.name() + " was interrupted because the run was cancelled, outcome unknown");
    }

    private ToolResult timedOut(RunningTool running) {
        String name = running.call().name();
        log.warn("Tool {} still ran after {}; interrupted and left behind", name, running.took());
        return deadline - System.nanoTime() <= 0
                ? new ToolResult.Interrupted(
                        name + " was interrupted because the time of the run was over, outcome unknown")
                : new ToolResult.TimedOut(
                        name + " timed out after " + running.limit().toSeconds() + " s, outcome unknown");
    }

    /** A definition answers with a result; what it throws all the same is the host's, as running out of memory is. */
    private static RuntimeException rethrown(ToolCall call, ExecutionException e) {
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(
                "the tool " + call.name() + " threw instead of returning a result", e.getCause());
    }
}
