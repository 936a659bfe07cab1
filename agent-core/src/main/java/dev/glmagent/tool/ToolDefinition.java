package dev.glmagent.tool;

import dev.glmagent.chat.ToolSpec;

/** One tool: how it is offered to the model, and how it is called. Implementations are thread-safe. */
public interface ToolDefinition {

    /**
     * Makes a tool at run time.
     *
     * <pre>{@code
     * record Echo(@Param("What to repeat") String text) {}
     *
     * ToolDefinition echo = ToolDefinition.builder("echo")
     *         .description("Repeats a text")
     *         .build(Echo.class, (echo, context) -> echo.text());
     * }</pre>
     *
     * @param name 1 to 64 of {@code [a-zA-Z0-9_-]}
     * @return a builder
     */
    static ToolDefinitionBuilder builder(String name) {
        return new ToolDefinitionBuilder(name);
    }

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
