package dev.glmagent.chat;

/**
 * One message of a conversation. GLM knows four roles and no custom speaker names; which of them may follow which is
 * checked by {@link ChatRequest}.
 */
public sealed interface Message permits SystemMessage, UserMessage, AssistantMessage, ToolMessage {}
