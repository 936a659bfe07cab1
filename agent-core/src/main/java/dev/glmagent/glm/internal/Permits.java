package dev.glmagent.glm.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many requests of a client may be in flight. No bound until GLM complains: its limit is the number of requests in
 * flight, differs by account and model and is shown in its console only. Each 1302 or 1303 halves the bound, and each
 * answer widens it again by the share of one, so that it swings around the true limit as TCP's window does.
 */
final class Permits {

    /** Above this many the bound is as good as none. */
    private static final double UNBOUNDED = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<InFlight> queue = new ArrayDeque<>();
    private double bound = UNBOUNDED;
    private int inFlight;

    /** Waits for a permit; false when the call was ended meanwhile. */
    boolean acquire(InFlight call) {
        if (tryAcquire(call, false)) {
            return true;
        }
        boolean acquired = call.await(() -> tryAcquire(call, true));
        if (!acquired) {
            leave(call);
        }
        return acquired;
    }

    /** First come, first served. */
    private boolean tryAcquire(InFlight call, boolean queued) {
        lock.lock();
        try {
            if (inFlight < (int) bound && (queue.isEmpty() || queue.peekFirst() == call)) {
                inFlight++;
                queue.remove(call);
                wakeFirst();
                return true;
            }
            if (!queued) {
                queue.addLast(call);
            }
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void leave(InFlight call) {
        lock.lock();
        try {
            queue.remove(call);
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    void release() {
        lock.lock();
        try {
            inFlight--;
            wakeFirst();
        } finally {
            lock.unlock();
        }
    }

    private void wakeFirst() {
        InFlight first = queue.peekFirst();
        if (first != null && inFlight < (int) bound) {
            first.wake();
        }
    }

    /** GLM says that too many are in flight. */
    void tooMany() {
        lock.lock();
        try {
            bound = Math.max(1, Math.min(bound, inFlight) / 2);
        } finally {
            lock.unlock();
        }
    }

    void answered() {
        lock.lock();
        try {
            if (bound < UNBOUNDED) {
                bound += 1 / bound;
                wakeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    int bound() {
        lock.lock();
        try {
            return (int) bound;
        } finally {
            lock.unlock();
        }
    }
}
