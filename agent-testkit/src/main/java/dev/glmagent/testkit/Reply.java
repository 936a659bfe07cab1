package dev.glmagent.testkit;

import dev.glmagent.testkit.internal.GlmError;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the emulator.
 *
 * <pre>{@code
 * Script.of(
 *     Reply.error("1302"),
 *     Reply.callTool("weather", "{\"city\":\"北京\"}").withReasoning("the user wants weather"),
 *     Reply.text("晴").with(Fault.withoutDone()));
 * }</pre>
 */
public sealed interface Reply {

    /**
     * A text answer.
     *
     * @param text what the assistant says
     * @return a reply that finishes with {@code stop}
     */
    static Answer text(String text) {
        return new Answer(text, List.of(), null, null, List.of());
    }

    /**
     * A text answer that is streamed in just these pieces.
     *
     * @param pieces one for each chunk; joined when the answer is not streamed
     * @return a reply that finishes with {@code stop}
     */
    static Answer pieces(String... pieces) {
        return new Answer(String.join("", pieces), List.of(), null, null, Arrays.asList(pieces));
    }

    /**
     * A thinking model that thinks and says nothing, as seen with GLM-5.
     *
     * @param reasoning what it thinks
     * @return a reply with empty content that finishes with {@code stop}
     */
    static Answer reasoningOnly(String reasoning) {
        return text("").withReasoning(reasoning);
    }

    /**
     * One tool call.
     *
     * @param name the tool; one that was not offered is a hallucinated tool
     * @param argumentsJson its arguments; sent as they are, so broken JSON can be scripted
     * @return a reply that finishes with {@code tool_calls}
     */
    static Answer callTool(String name, String argumentsJson) {
        return callTools(new Call(name, argumentsJson));
    }

    /**
     * Several tool calls in one answer.
     *
     * @param calls in the order of their indexes
     * @return a reply that finishes with {@code tool_calls}
     */
    static Answer callTools(Call... calls) {
        return new Answer(null, Arrays.asList(calls), null, null, List.of());
    }

    /**
     * A business error with the platform's HTTP status and text.
     *
     * @param code such as {@code 1302}
     * @return the error
     * @throws EmulatorException when the platform has no such code
     */
    static Failure error(String code) {
        GlmError known = GlmError.known(code)
                .orElseThrow(() -> new EmulatorException(
                        "the emulator knows no business code " + code + ". Fix: give its status and message as well.",
                        null));
        return error(known.httpStatus(), known.code(), known.message());
    }

    /**
     * An error in the platform's shape.
     *
     * @param httpStatus the HTTP status
     * @param code the business code, digits
     * @param message the text
     * @return the error
     */
    static Failure error(int httpStatus, String code, String message) {
        return new Failure(httpStatus, code, message, Map.of());
    }

    /**
     * HTTP 429, code 1302, with a {@code Retry-After} header; {@code error("1302")} is the one without.
     *
     * @param retryAfter whole seconds
     * @return the error
     */
    static Failure rateLimited(Duration retryAfter) {
        return error("1302").withHeader("Retry-After", Long.toString(retryAfter.toSeconds()));
    }

    /**
     * A page with status 200 where JSON was expected, as a captive portal or a proxy sends.
     *
     * @return the page
     */
    static Raw html() {
        return raw(
                200,
                "text/html; charset=UTF-8",
                "<!DOCTYPE html>\n<html><head><title>Please log in</title></head><body><h1>Please log in</h1></body></html>\n");
    }

    /**
     * Any body at all, for what a proxy or a broken platform sends.
     *
     * @param status the HTTP status
     * @param contentType the header of that name
     * @param body the body, sent as UTF-8
     * @return the reply
     */
    static Raw raw(int status, String contentType, String body) {
        return new Raw(status, contentType, body, Map.of());
    }

    /**
     * The same, going wrong.
     *
     * @param faults what goes wrong, all at once
     * @return the reply with its faults
     */
    default Reply with(Fault... faults) {
        return new Faulty(this, Arrays.asList(faults));
    }

    /**
     * A tool call.
     *
     * @param name the tool
     * @param argumentsJson its arguments, unchecked
     */
    record Call(String name, String argumentsJson) {}

    /**
     * A successful answer; ids, times and usage are the emulator's.
     *
     * @param text the content, or null for none
     * @param calls the tool calls, possibly none
     * @param reasoning the reasoning content, or null for none
     * @param finishReason the finish reason, or null for the natural one
     * @param pieces how the text is cut when it is streamed; empty for about a token each
     */
    record Answer(
            @Nullable String text,
            List<Call> calls,
            @Nullable String reasoning,
            @Nullable String finishReason,
            List<String> pieces)
            implements Reply {

        /** Copies the lists. */
        public Answer {
            calls = List.copyOf(calls);
            pieces = List.copyOf(pieces);
        }

        /**
         * The same with text for {@code reasoning_content}.
         *
         * @param text what a thinking model thought
         * @return a new answer
         */
        public Answer withReasoning(String text) {
            return new Answer(this.text, calls, text, finishReason, pieces);
        }

        /**
         * The same with text beside its calls.
         *
         * @param text the content
         * @return a new answer
         */
        public Answer withText(String text) {
            return new Answer(text, calls, reasoning, finishReason, List.of());
        }

        /**
         * The same with another finish reason, such as {@code length} or {@code sensitive}.
         *
         * @param reason the word on the wire
         * @return a new answer
         */
        public Answer withFinishReason(String reason) {
            return new Answer(text, calls, reasoning, reason, pieces);
        }
    }

    /**
     * An error in the platform's shape.
     *
     * @param httpStatus the HTTP status
     * @param code the business code
     * @param message the text
     * @param headers further headers
     */
    record Failure(int httpStatus, String code, String message, Map<String, String> headers) implements Reply {

        /** Copies the headers. */
        public Failure {
            headers = Map.copyOf(headers);
        }

        /**
         * The same with one more header.
         *
         * @param name such as {@code Retry-After}
         * @param value its value
         * @return a new failure
         */
        public Failure withHeader(String name, String value) {
            return new Failure(httpStatus, code, message, more(headers, name, value));
        }
    }

    /**
     * A body sent as it is.
     *
     * @param status the HTTP status
     * @param contentType the header of that name
     * @param body the body
     * @param headers further headers
     */
    record Raw(int status, String contentType, String body, Map<String, String> headers) implements Reply {

        /** Copies the headers. */
        public Raw {
            headers = Map.copyOf(headers);
        }

        /**
         * The same with one more header.
         *
         * @param name such as {@code Location}
         * @param value its value
         * @return a new reply
         */
        public Raw withHeader(String name, String value) {
            return new Raw(status, contentType, body, more(headers, name, value));
        }
    }

    /**
     * A reply that goes wrong.
     *
     * @param reply what it would have been
     * @param faults what goes wrong with it
     */
    record Faulty(Reply reply, List<Fault> faults) implements Reply {

        /** Copies the faults. */
        public Faulty {
            faults = List.copyOf(faults);
        }
    }

    private static Map<String, String> more(Map<String, String> headers, String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return more;
    }
}
