package dev.glmagent.testkit.internal.chat;

import dev.glmagent.testkit.Profile;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Ids in the platform's forms: 19 digits in 2024; since autumn 2024 a 14-digit Beijing-time stamp and 16 hexadecimal
 * digits. What varies is a counter, so that two runs with the same clock give the same ids.
 */
public final class AnswerIds {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

    /** Where the ids of early 2024 were. */
    private static final long FIRST_OF_2024 = 8_390_000_000_000_000_000L;

    private final Clock clock;
    private final Profile profile;
    private final AtomicLong counter = new AtomicLong();

    /** With a clock for the stamp. */
    public AnswerIds(Clock clock, Profile profile) {
        this.clock = clock;
        this.profile = profile;
    }

    /** An id for an answer, a task or a file. */
    public String next() {
        long number = counter.incrementAndGet();
        return profile == Profile.GLM4_2024
                ? Long.toString(FIRST_OF_2024 + number)
                : STAMP.format(now()) + HexFormat.of().toHexDigits(number);
    }

    /** 19 digits, whatever the profile: knowledge bases, documents and tuned models kept that form. */
    public String digits() {
        return Long.toString(2_104_000_000_000_000_000L + counter.incrementAndGet());
    }

    /** A number that no other id of this emulator has. */
    public long number() {
        return counter.incrementAndGet();
    }

    /** The time of an answer. */
    public Instant now() {
        return clock.instant();
    }
}
