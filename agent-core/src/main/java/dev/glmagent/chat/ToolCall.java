package dev.glmagent.chat;

/**
 * The model's wish to have a tool run.
 *
 * @param id names the call within one assistant message; models repeat and omit ids, so never use it as a global key
 * @param name the tool's name as the model wrote it, which may be wrong
 * @param arguments the arguments as the model wrote them: meant to be the text of one JSON object, but unchecked
 */
public record ToolCall(String id, String name, String arguments) {}
