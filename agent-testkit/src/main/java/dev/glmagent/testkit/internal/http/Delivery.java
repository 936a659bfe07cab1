package dev.glmagent.testkit.internal.http;

import java.time.Duration;

/**
 * How a reply goes over the wire. Bytes are counted in the body, before it is cut into HTTP chunks.
 *
 * @param delay before the first byte of the head
 * @param pace between the pieces of a streamed body
 * @param trickle after each byte of the body; zero for none
 * @param end what ends the body early
 * @param endAfter after so many bytes of body; not looked at for {@link End#NORMAL}
 * @param closeDelimited whether the body has neither a length nor chunks and ends with the connection
 */
public record Delivery(
        Duration delay, Duration pace, Duration trickle, End end, long endAfter, boolean closeDelimited) {

    /** At once, whole, and the connection is kept. */
    public static final Delivery PROMPT =
            new Delivery(Duration.ZERO, Duration.ZERO, Duration.ZERO, End.NORMAL, 0, false);

    /** How the body ends. */
    public enum End {
        /** By itself. */
        NORMAL,
        /** The connection is closed in order, before any byte of the head. */
        CLOSED_UNANSWERED,
        /** The connection is reset before any byte of the head. */
        RESET_UNANSWERED,
        /** The connection is closed in order. */
        CUT,
        /** The connection is reset. */
        RESET,
        /** Nothing more comes and the connection stays open. */
        STALL,
        /** The body comes whole but the connection stays open without the end that HTTP asks for. */
        LEFT_OPEN
    }

    /** Whether the body is ended before its own end. */
    boolean endsEarly() {
        return end == End.CUT || end == End.RESET || end == End.STALL;
    }

    /** The same with a delay before the head. */
    public Delivery withDelay(Duration time) {
        return new Delivery(time, pace, trickle, end, endAfter, closeDelimited);
    }

    /** The same with a time between pieces. */
    public Delivery withPace(Duration time) {
        return new Delivery(delay, time, trickle, end, endAfter, closeDelimited);
    }

    /** The same with a time after each byte. */
    public Delivery withTrickle(Duration time) {
        return new Delivery(delay, pace, time, end, endAfter, closeDelimited);
    }

    /** The same with another end. */
    public Delivery withEnd(End how, long after) {
        return new Delivery(delay, pace, trickle, how, after, closeDelimited);
    }

    /** The same without length or chunks. */
    public Delivery untilClose() {
        return new Delivery(delay, pace, trickle, end, endAfter, true);
    }
}
