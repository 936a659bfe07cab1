package dev.glmagent.internal;

import dev.glmagent.chat.ToolCall;
import dev.glmagent.tool.ContextValues;
import dev.glmagent.tool.ToolContext;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolResult;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** One tool call on its thread. */
final class RunningTool extends FutureTask<ToolResult> {

    private final Work work;

    RunningTool(ToolDefinition tool, ToolCall call, RunScope scope) {
        this(new Work(tool, call, scope));
    }

    private RunningTool(Work work) {
        super(work::call); // a reference: a class of its own would be one more frame in every stack trace
        this.work = work;
    }

    ToolCall call() {
        return work.call;
    }

    Duration limit() {
        return work.tool.timeout();
    }

    long nanosLeft() {
        return limit().toNanos() - (System.nanoTime() - work.startedAt);
    }

    /** Interrupts it and waits no longer; until it ends it holds a thread. */
    void leaveBehind() {
        cancel(true);
        work.leaveBehind();
    }

    /** How many tools were left behind and still run. */
    static int leftBehind() {
        return Work.LEFT_BEHIND.get();
    }

    Duration took() {
        long known = work.took;
        return Duration.ofNanos(known >= 0 ? known : System.nanoTime() - work.startedAt);
    }

    /** The call itself, under the class loader and log context of the run that made it. */
    private static final class Work {

        private static final AtomicInteger LEFT_BEHIND = new AtomicInteger();

        private enum Stage {
            RUNNING,
            LEFT_BEHIND,
            OVER
        }

        private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.RUNNING);
        private final ToolDefinition tool;
        private final ToolCall call;
        private final RunScope scope;
        private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
        private final @Nullable Map<String, String> logContext = MDC.getCopyOfContextMap();
        private volatile long startedAt = System.nanoTime();
        private volatile long took = -1;

        Work(ToolDefinition tool, ToolCall call, RunScope scope) {
            this.tool = tool;
            this.call = call;
            this.scope = scope;
        }

        void leaveBehind() {
            if (stage.compareAndSet(Stage.RUNNING, Stage.LEFT_BEHIND)) {
                LEFT_BEHIND.incrementAndGet();
            }
        }

        ToolResult call() {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            startedAt = System.nanoTime();
            try {
                scope.enter();
                thread.setContextClassLoader(loader);
                if (logContext != null) {
                    MDC.setContextMap(logContext);
                }
                ContextValues values = scope.values().with(RunScope.class, scope);
                return tool.call(call.arguments(), new ToolContext(call.name(), call.id(), values));
            } finally {
                took = System.nanoTime() - startedAt;
                if (stage.getAndSet(Stage.OVER) == Stage.LEFT_BEHIND) {
                    LEFT_BEHIND.decrementAndGet();
                }
                RunScope.leave();
                MDC.clear();
                thread.setContextClassLoader(before);
                Thread.interrupted(); // what a tool leaves set is not the next one's
            }
        }
    }
}
