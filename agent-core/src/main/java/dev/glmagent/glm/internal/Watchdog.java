package dev.glmagent.glm.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One daemon thread for all clients that looks at the calls in flight. It ends after a minute without any.
 */
final class Watchdog {

    /** Fine enough for an interrupt to end a call well within a second. */
    private static final long TICK_NANOS = 50_000_000;

    private static final int IDLE_TICKS = 1_200;

    private static final Set<InFlight> CALLS = ConcurrentHashMap.newKeySet();
    private static final Object LOCK = new Object();
    private static volatile @Nullable Thread thread;

    private Watchdog() {}

    static void watch(InFlight call) {
        CALLS.add(call);
        if (thread == null) {
            ensureRunning();
        }
    }

    static void release(InFlight call) {
        CALLS.remove(call);
    }

    private static void ensureRunning() {
        synchronized (LOCK) {
            if (thread == null) {
                Thread started = new Thread(Watchdog::run, "glm-watchdog");
                started.setDaemon(true);
                // A thread that outlives the caller must not keep the caller's classes alive.
                started.setContextClassLoader(null);
                thread = started;
                started.start();
            }
        }
    }

    private static void run() {
        int idle = 0;
        while (true) {
            LockSupport.parkNanos(TICK_NANOS);
            CALLS.forEach(InFlight::check);
            idle = CALLS.isEmpty() ? idle + 1 : 0;
            if (idle >= IDLE_TICKS) {
                if (retire()) {
                    return;
                }
            }
        }
    }

    /** Says goodbye first and looks again then: a call that came in between either sees no thread or is seen. */
    private static boolean retire() {
        synchronized (LOCK) {
            Thread self = thread;
            thread = null;
            if (CALLS.isEmpty()) {
                return true;
            }
            thread = self;
            return false;
        }
    }
}
