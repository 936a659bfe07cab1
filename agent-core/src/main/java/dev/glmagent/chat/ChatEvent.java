package dev.glmagent.chat;

import java.time.Duration;

/** What can be seen of a model call before its reply is finished. */
public sealed interface ChatEvent {

    /**
     * A piece of the answer.
     *
     * @param text not empty; may be any part of a word
     */
    record TextDelta(String text) implements ChatEvent {}

    /**
     * A piece of a reasoning model's thinking.
     *
     * @param text not empty
     */
    record ReasoningDelta(String text) implements ChatEvent {}

    /**
     * A piece of a tool call. The finished reply holds the calls put together; this is for showing progress only.
     *
     * @param index which call of the reply, from 0
     * @param name the tool's name, empty when an earlier piece told it
     * @param arguments the next piece of the arguments' text, may be empty
     */
    record ToolCallDelta(int index, String name, String arguments) implements ChatEvent {}

    /**
     * An attempt failed and another one follows. Nothing of the failed attempt was delivered.
     *
     * @param attempt the number of the attempt that failed, from 1
     * @param delay how long until the next one
     * @param reason the failure in words
     */
    record RetryScheduled(int attempt, Duration delay, String reason) implements ChatEvent {}
}
