package dev.glmagent.chat;

/**
 * The answer to one tool call.
 *
 * @param toolCallId the id of the call that this answers
 * @param text the result as the model sees it
 */
public record ToolMessage(String toolCallId, String text) implements Message {}
