package dev.glmagent.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The threads that tools, and runs that nobody waits for, run on: a virtual one each where the runtime has them (21 and later), else a bounded pool. */
final class Workers {

    /** Tools that ignore being interrupted keep their thread; so many may, and then no more are started. */
    private static final int MAX_PLATFORM_THREADS = 256;

    static final ExecutorService SHARED = create(Workers::platform);

    /** For whole runs: their number is the program's choice, and none may keep a tool from its thread. */
    static final ExecutorService RUNS = create(() -> Executors.newCachedThreadPool(named("glm-agent-run-")));

    private Workers() {}

    /** Waits for a thread that gets free; false when none did in time, or the waiting thread was interrupted. */
    static boolean startedWithin(Runnable tool, long waitNanos) {
        try {
            return SHARED instanceof ThreadPoolExecutor pool
                    && pool.getQueue().offer(tool, waitNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ExecutorService create(Supplier<ExecutorService> older) {
        try {
            // By name, as this is compiled for 17, where the method does not exist.
            MethodHandle virtual = MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class));
            return (ExecutorService) virtual.invokeExact();
        } catch (NoSuchMethodException olderRuntime) {
            return older.get();
        } catch (Throwable e) {
            throw new IllegalStateException("virtual threads are there but cannot be used", e);
        }
    }

    private static ExecutorService platform() {
        return new ThreadPoolExecutor(
                0, MAX_PLATFORM_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), named("glm-agent-tool-"));
    }

    private static ThreadFactory named(String prefix) {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
