package dev.glmagent.testkit;

import java.time.Duration;

/**
 * Something that goes wrong with an answer. Put one or several on any reply:
 *
 * <pre>{@code
 * Reply.text("晴,24 度").with(Fault.halfEvent());
 * Reply.callTool("weather", "{\"city\":\"北京\"}").with(Fault.callIndexMinusOne(), Fault.withoutDone());
 * Reply.text("never seen").with(Fault.stallAfter(40));
 * }</pre>
 *
 * <p>Bytes are counted in the body, without the frames of HTTP. A fault that only a stream can have does nothing to an
 * answer that is not streamed.
 *
 * @param kind what goes wrong
 * @param bytes after how many bytes, where that matters
 * @param time how long, where that matters
 */
public record Fault(Kind kind, long bytes, Duration time) {

    /** What can go wrong. The names are those of script files, in camel case there: {@code cutAfter}. */
    public enum Kind {
        /** The head of the answer comes late. */
        DELAY_HEADERS,
        /** A time between the events of a stream. */
        PACE,
        /** A time after each byte of the body. */
        TRICKLE,
        /** The connection ends in order after so many bytes. */
        CUT_AFTER,
        /** The connection is reset after so many bytes. */
        RESET_AFTER,
        /** Nothing more comes after so many bytes; the connection stays open. */
        STALL_AFTER,
        /** The connection ends in the middle of an event. */
        HALF_EVENT,
        /** The connection is closed before any byte of the answer. */
        NO_ANSWER,
        /** The connection is reset before any byte of the answer. */
        RESET,
        /** The body has neither length nor chunks: it ends where the connection ends. */
        UNTIL_CLOSE,
        /** The stream is complete but the connection stays open. */
        LEFT_OPEN,
        /** The stream has no {@code [DONE]}. */
        WITHOUT_DONE,
        /** No {@code finish_reason} comes. */
        WITHOUT_FINISH,
        /** The closing chunk comes twice. */
        DOUBLE_FINISH,
        /** No {@code usage} comes. */
        WITHOUT_USAGE,
        /** {@code choices} is an empty array. */
        EMPTY_CHOICES,
        /** One event of the stream is not JSON. */
        BROKEN_EVENT,
        /** The stream ends with an event that holds an {@code error}. */
        ERROR_EVENT,
        /** Lines end with CR and LF. */
        CRLF,
        /** The stream begins with a byte order mark. */
        BYTE_ORDER_MARK,
        /** Comment lines stand between the events. */
        COMMENTS,
        /** No space follows {@code data:}. */
        NO_SPACE,
        /** Tool calls have no id. */
        MISSING_CALL_IDS,
        /** All tool calls have one id. */
        REPEATED_CALL_IDS,
        /** Tool calls have index -1. */
        CALL_INDEX_MINUS_ONE,
        /** The arguments lack their last brace. */
        MALFORMED_ARGUMENTS,
        /** The arguments are there twice, one object after the other. */
        GLUED_ARGUMENTS,
        /** Half the arguments, and {@code finish_reason} {@code length}. */
        TRUNCATED_ARGUMENTS,
        /** The name of a called tool has the model's own markup in it. */
        MARKUP_IN_NAME
    }

    private static Fault of(Kind kind) {
        return new Fault(kind, 0, Duration.ZERO);
    }

    /** The head of the answer comes after this time. */
    public static Fault delayHeaders(Duration time) {
        return new Fault(Kind.DELAY_HEADERS, 0, time);
    }

    /** So much time passes between the events of a stream. */
    public static Fault pace(Duration time) {
        return new Fault(Kind.PACE, 0, time);
    }

    /** So much time passes after each byte of the body. */
    public static Fault trickle(Duration time) {
        return new Fault(Kind.TRICKLE, 0, time);
    }

    /**
     * After so many bytes of the body the connection is closed in order. A body that has fewer comes whole: one with a length
     * after {@code Connection: close}, a streamed one without the last chunk that HTTP asks for.
     */
    public static Fault cutAfter(long bytes) {
        return new Fault(Kind.CUT_AFTER, bytes, Duration.ZERO);
    }

    /** After so many bytes of the body the connection is reset; 0 resets it after the head. */
    public static Fault resetAfter(long bytes) {
        return new Fault(Kind.RESET_AFTER, bytes, Duration.ZERO);
    }

    /** After so many bytes of the body nothing more comes until the client gives up; 0 stalls after the head. */
    public static Fault stallAfter(long bytes) {
        return new Fault(Kind.STALL_AFTER, bytes, Duration.ZERO);
    }

    /** The connection is closed in the middle of the stream's middle event, or of the body that is not streamed. */
    public static Fault halfEvent() {
        return of(Kind.HALF_EVENT);
    }

    /** The connection is closed before any byte of the answer. */
    public static Fault noAnswer() {
        return of(Kind.NO_ANSWER);
    }

    /** The connection is reset before any byte of the answer. */
    public static Fault reset() {
        return of(Kind.RESET);
    }

    /** The body has neither a length nor chunks and ends with the connection, so that a cut looks like an end. */
    public static Fault untilClose() {
        return of(Kind.UNTIL_CLOSE);
    }

    /** The body is complete, {@code [DONE]} included, but HTTP's own end of it never comes. */
    public static Fault leftOpen() {
        return of(Kind.LEFT_OPEN);
    }

    /** The stream ends without {@code [DONE]}. */
    public static Fault withoutDone() {
        return of(Kind.WITHOUT_DONE);
    }

    /** {@code finish_reason} is missing. */
    public static Fault withoutFinish() {
        return of(Kind.WITHOUT_FINISH);
    }

    /** The closing chunk of a stream comes twice, usage with both. */
    public static Fault doubleFinish() {
        return of(Kind.DOUBLE_FINISH);
    }

    /** {@code usage} is missing. */
    public static Fault withoutUsage() {
        return of(Kind.WITHOUT_USAGE);
    }

    /** {@code choices} is an empty array, in each chunk of a stream too. */
    public static Fault emptyChoices() {
        return of(Kind.EMPTY_CHOICES);
    }

    /** The stream's middle event is cut JSON. */
    public static Fault brokenEvent() {
        return of(Kind.BROKEN_EVENT);
    }

    /** The second half of the stream is replaced by an event with an {@code error} of code 1234. */
    public static Fault errorEvent() {
        return of(Kind.ERROR_EVENT);
    }

    /** Lines of the stream end with CR and LF. */
    public static Fault crlf() {
        return of(Kind.CRLF);
    }

    /** The stream begins with a UTF-8 byte order mark. */
    public static Fault byteOrderMark() {
        return of(Kind.BYTE_ORDER_MARK);
    }

    /** A comment line, as proxies send to keep a connection, stands before each event. */
    public static Fault comments() {
        return of(Kind.COMMENTS);
    }

    /** No space follows {@code data:}. */
    public static Fault noSpace() {
        return of(Kind.NO_SPACE);
    }

    /** Tool calls have no {@code id}. */
    public static Fault missingCallIds() {
        return of(Kind.MISSING_CALL_IDS);
    }

    /** All tool calls of the answer have the same {@code id}. */
    public static Fault repeatedCallIds() {
        return of(Kind.REPEATED_CALL_IDS);
    }

    /** Every tool call has index -1. */
    public static Fault callIndexMinusOne() {
        return of(Kind.CALL_INDEX_MINUS_ONE);
    }

    /** The arguments of each call lack their last character. */
    public static Fault malformedArguments() {
        return of(Kind.MALFORMED_ARGUMENTS);
    }

    /** The arguments of each call are written twice: <code>{"a":1}{"a":1}</code>. */
    public static Fault gluedArguments() {
        return of(Kind.GLUED_ARGUMENTS);
    }

    /** The arguments of each call are cut in half and the answer finishes with {@code length}. */
    public static Fault truncatedArguments() {
        return of(Kind.TRUNCATED_ARGUMENTS);
    }

    /** The name of each called tool is followed by the model's own markup: {@code weather<arg_key>city</arg_key>}. */
    public static Fault markupInName() {
        return of(Kind.MARKUP_IN_NAME);
    }
}
