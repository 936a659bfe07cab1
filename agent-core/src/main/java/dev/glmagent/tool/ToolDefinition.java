package dev.glmagent.tool;

import dev.glmagent.chat.ToolSpec;

/** One tool: how it is offered to the model, and how it is called. Implementations are thread-safe. */
public interface ToolDefinition {

    /**
     * How the tool is offered to the model.
     *
     * @return name, description and parameter schema
     */
    ToolSpec spec();

    /**
     * Where the tool comes from, for error messages.
     *
     * @return for example {@code com.acme.Weather#forecast}
     */
    String source();

    /**
     * Checks the arguments, binds them and runs the tool on the caller's thread. A wrong argument or an exception of the
     * tool is a result, not an exception.
     *
     * @param arguments the text of one JSON object; blank means no arguments
     * @param context facts about the call
     * @return the result
     */
    ToolResult call(String arguments, ToolContext context);
}
