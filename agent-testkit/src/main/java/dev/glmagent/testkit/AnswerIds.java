package dev.glmagent.testkit;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids in the platform's form since autumn 2024: a 14-digit Beijing-time stamp and 16 hexadecimal digits, here a
 * counter, so that two runs with the same clock give the same ids.
 */
final class AnswerIds {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

    private final AtomicLong counter = new AtomicLong();

    String next(Instant now) {
        return STAMP.format(now) + String.format(Locale.ROOT, "%016x", counter.incrementAndGet());
    }
}
