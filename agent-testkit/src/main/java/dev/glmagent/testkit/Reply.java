package dev.glmagent.testkit;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One answer of the emulator.
 *
 * <pre>{@code
 * Script.of(
 *     Reply.error(429, "1302", "您的账户已达到速率限制，请您控制请求频率"),
 *     Reply.callTool("weather", "{\"city\":\"北京\"}").withReasoning("the user wants weather"),
 *     Reply.text("晴"));
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
        return new Answer(text, List.of(), null, null);
    }

    /**
     * One tool call.
     *
     * @param name the tool
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
        return new Answer(null, Arrays.asList(calls), null, null);
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
        return new Failure(httpStatus, code, message);
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
        return new Raw(status, contentType, body);
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
     */
    record Answer(
            @Nullable String text,
            List<Call> calls,
            @Nullable String reasoning,
            @Nullable String finishReason) implements Reply {

        /** Copies the calls. */
        public Answer {
            calls = List.copyOf(calls);
        }

        /**
         * The same with text for {@code reasoning_content}.
         *
         * @param text what a thinking model thought
         * @return a new answer
         */
        public Answer withReasoning(String text) {
            return new Answer(this.text, calls, text, finishReason);
        }

        /**
         * The same with another finish reason, such as {@code length} or {@code sensitive}.
         *
         * @param reason the word on the wire
         * @return a new answer
         */
        public Answer withFinishReason(String reason) {
            return new Answer(text, calls, reasoning, reason);
        }
    }

    /**
     * An error in the platform's shape.
     *
     * @param httpStatus the HTTP status
     * @param code the business code
     * @param message the text
     */
    record Failure(int httpStatus, String code, String message) implements Reply {}

    /**
     * A body sent as it is.
     *
     * @param status the HTTP status
     * @param contentType the header of that name
     * @param body the body
     */
    record Raw(int status, String contentType, String body) implements Reply {}
}
