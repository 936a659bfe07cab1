package dev.glmagent.glm;

import dev.glmagent.glm.internal.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** Time that passes when a test says so, and that remembers how long was waited. */
final class FakeTime implements Time {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    private final AtomicLong nanos = new AtomicLong();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();

    void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    List<Duration> pauses() {
        return pauses;
    }

    @Override
    public long nanos() {
        return nanos.get();
    }

    @Override
    public Instant now() {
        return START.plusNanos(nanos.get());
    }

    @Override
    public void pause(Duration duration, BooleanSupplier ended) {
        pauses.add(duration);
        pass(duration);
    }
}
