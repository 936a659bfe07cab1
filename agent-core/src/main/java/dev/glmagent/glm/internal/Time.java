package dev.glmagent.glm.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Where a client gets its time from, so that tests need not wait. */
public interface Time {

    /** The machine's. */
    Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void pause(Duration duration, BooleanSupplier ended) {
            long end = System.nanoTime() + duration.toNanos();
            for (long left = duration.toNanos();
                    left > 0 && !ended.getAsBoolean() && !Thread.currentThread().isInterrupted();
                    left = end - System.nanoTime()) {
                LockSupport.parkNanos(this, left);
            }
        }
    };

    /**
     * A clock that only goes forward, whatever happens to the date.
     *
     * @return nanoseconds since some moment
     */
    long nanos();

    /**
     * The date, for comparing with dates of a server only.
     *
     * @return now
     */
    Instant now();

    /**
     * Waits. Ends early when the thread is interrupted, whose flag stays set, or when it is unparked and {@code ended}.
     *
     * @param duration how long
     * @param ended whether to stop waiting
     */
    void pause(Duration duration, BooleanSupplier ended);
}
