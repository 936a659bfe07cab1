package dev.glmagent.glm.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: a random part of a time that doubles, so that many callers do not come back
 * at the same moment.
 */
final class Backoff {

    /** A service that asks for more is left alone: the caller is told at once. */
    static final Duration LONGEST_ASKED = Duration.ofSeconds(60);

    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration SOON_MOST = Duration.ofSeconds(8);
    /** GLM's guide warns of quick retries at fixed intervals. */
    private static final Duration SLOW = Duration.ofSeconds(2);

    private static final Duration SLOW_MOST = Duration.ofSeconds(30);

    private final DoubleSupplier random;

    Backoff() {
        this(() -> ThreadLocalRandom.current().nextDouble());
    }

    /** With chance of one's own: from 0, inclusive, to 1, exclusive. */
    Backoff(DoubleSupplier random) {
        this.random = random;
    }

    Duration before(int nextAttempt, Failure.Remedy remedy) {
        return switch (remedy) {
            case SLOW_DOWN, FEWER_AT_ONCE -> wait(SLOW, SLOW_MOST, nextAttempt);
            case TRY_AGAIN, TRY_ONCE -> wait(SOON, SOON_MOST, nextAttempt);
            case NEW_TOKEN, NONE -> Duration.ZERO;
        };
    }

    private Duration wait(Duration base, Duration most, int nextAttempt) {
        long doubled = base.toMillis() << Math.min(nextAttempt - 2, 10);
        return Duration.ofMillis((long) (Math.min(most.toMillis(), doubled) * random.getAsDouble()));
    }

    /**
     * Reads a Retry-After header: seconds, also with a fraction, or a date. What is negative or past is 0; what makes no
     * sense is nothing.
     */
    static Optional<Duration> asked(String header, Instant now) {
        String value = header.strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        try {
            double seconds = Double.parseDouble(value);
            if (!Double.isFinite(seconds)) {
                return Optional.empty();
            }
            // A hundred years is as good as any larger number and does not overflow.
            return Optional.of(Duration.ofMillis((long) (Math.min(Math.max(seconds, 0), 3.2e9) * 1000)));
        } catch (NumberFormatException noNumber) {
            return date(value, now);
        }
    }

    private static Optional<Duration> date(String value, Instant now) {
        try {
            Duration left = Duration.between(
                    now,
                    ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
