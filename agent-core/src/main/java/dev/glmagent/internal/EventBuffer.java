package dev.glmagent.internal;

import dev.glmagent.RunEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The way of events from the thread of a run to the thread that reads them. When it is full the run waits, so a slow
 * reader slows the model's stream down instead of filling the heap.
 */
final class EventBuffer {

    /** Pieces of a reply are a few characters: so many are a page of text, and a few tens of KB at most. */
    static final int CAPACITY = 256;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<RunEvent> events = new ArrayDeque<>();
    private boolean ended;
    private boolean closed;
    private @Nullable Throwable broken;

    /** Waits while there is no room. Once the reader has closed, events go nowhere. */
    void put(RunEvent event) {
        lock.lock();
        try {
            while (events.size() >= CAPACITY && !closed) {
                changed.awaitUninterruptibly();
            }
            if (!closed) {
                events.addLast(event);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** No more events come, for this reason if there is one. */
    void end(@Nullable Throwable reason) {
        lock.lock();
        try {
            ended = true;
            broken = reason;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The next event; empty at the end. An interrupt ends the waiting. */
    Optional<RunEvent> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (events.isEmpty() && !ended && !closed) {
                changed.await();
            }
            RunEvent next = events.pollFirst();
            if (next == null && broken instanceof Error error) {
                throw error;
            }
            if (next == null && broken instanceof RuntimeException error) {
                throw error;
            }
            changed.signalAll();
            return Optional.ofNullable(next);
        } finally {
            lock.unlock();
        }
    }

    /** The reader wants no more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            events.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
