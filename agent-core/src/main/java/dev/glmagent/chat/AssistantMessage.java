package dev.glmagent.chat;

import java.util.List;

/**
 * What the model says: text, or calls of tools, or both.
 *
 * @param text the words for the user; empty when there are none
 * @param reasoning the thinking of a reasoning model (GLM-4.5 and later), empty when there is none. Within one turn it
 *     must go back to the model unmodified together with the tool calls, or answers get silently worse
 * @param toolCalls the calls the model asks for, in its order
 */
public record AssistantMessage(String text, String reasoning, List<ToolCall> toolCalls) implements Message {

    /** Copies the calls. */
    public AssistantMessage {
        toolCalls = List.copyOf(toolCalls);
    }

    /**
     * A message of text only.
     *
     * @param text the words
     * @return the message
     */
    public static AssistantMessage of(String text) {
        return new AssistantMessage(text, "", List.of());
    }

    /**
     * The same words with other calls.
     *
     * @param calls the calls of the new message
     * @return a copy
     */
    public AssistantMessage withToolCalls(List<ToolCall> calls) {
        return new AssistantMessage(text, reasoning, calls);
    }
}
