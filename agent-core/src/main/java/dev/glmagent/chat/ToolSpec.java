package dev.glmagent.chat;

/**
 * A tool as it is offered to a model.
 *
 * @param name 1 to 64 of {@code [a-zA-Z0-9_-]}, GLM's rule for function names
 * @param description what the tool does, for the model to choose by
 * @param parameters a JSON Schema (2020-12) of type {@code object}, as JSON text
 */
public record ToolSpec(String name, String description, String parameters) {}
