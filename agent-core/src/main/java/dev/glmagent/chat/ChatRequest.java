package dev.glmagent.chat;

import java.util.List;

/**
 * What a model is asked: a conversation and the tools it may call. Being constructed means being well formed, so a
 * history that GLM would refuse with code 1214 never leaves the process:
 *
 * <ul>
 *   <li>at least one user message; GLM answers none without one,
 *   <li>system messages first; GLM silently ignores a later one,
 *   <li>each assistant message's tool calls are answered by exactly one tool message per call, in call order, before
 *       anything else.
 * </ul>
 *
 * @param messages the conversation, oldest first
 * @param tools the tools offered; empty for a plain chat
 */
public record ChatRequest(List<Message> messages, List<ToolSpec> tools) {

    /**
     * Checks the conversation.
     *
     * @throws InvalidConversationException naming the first message that breaks a rule
     */
    public ChatRequest {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        ConversationRules.check(messages);
    }

    /**
     * A request without tools.
     *
     * @param messages the conversation, oldest first
     * @return the request
     * @throws InvalidConversationException naming the first message that breaks a rule
     */
    public static ChatRequest of(Message... messages) {
        return new ChatRequest(List.of(messages), List.of());
    }
}
