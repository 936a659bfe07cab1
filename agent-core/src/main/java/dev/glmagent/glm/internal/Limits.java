package dev.glmagent.glm.internal;

import java.time.Duration;

/**
 * How long the parts of a call may take. Nothing blocks without bound.
 *
 * @param connect reaching the host, each of its addresses
 * @param headers from the request's last byte to the response's first; without streaming GLM sends nothing until the
 *     whole reply is written
 * @param idle between two bytes, of the request as of the response
 * @param call the whole call, all attempts and the waits between them included
 */
public record Limits(Duration connect, Duration headers, Duration idle, Duration call) {

    /** The defaults: 5 s, 2 min, 60 s, 5 min. */
    public static final Limits DEFAULT =
            new Limits(Duration.ofSeconds(5), Duration.ofMinutes(2), Duration.ofSeconds(60), Duration.ofMinutes(5));

    /** Checks that each is a time. */
    public Limits {
        requirePositive(connect);
        requirePositive(headers);
        requirePositive(idle);
        requirePositive(call);
    }

    private static void requirePositive(Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new IllegalArgumentException("A limit of " + limit + " would end every call. Fix: give more than 0.");
        }
    }
}
