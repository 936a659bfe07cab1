package dev.glmagent.tool;

import dev.glmagent.chat.ToolSpec;
import java.time.Duration;

/** One tool: how it is offered to the model, and how it is called. Implementations are thread-safe. */
public interface ToolDefinition {

    /** 30 seconds: longer than a slow service answers, short enough that a run goes on. */
    Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

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

    /**
     * Whether other calls of the same reply may run at the same time.
     *
     * @return true unless the tool says otherwise
     */
    default boolean parallel() {
        return true;
    }

    /**
     * How long a call may take before it is interrupted and the model is told.
     *
     * @return {@link #DEFAULT_TIMEOUT} unless the tool says otherwise
     */
    default Duration timeout() {
        return DEFAULT_TIMEOUT;
    }

    /**
     * What the tool does to the world.
     *
     * @return {@link ToolHints#NONE} unless the tool says otherwise
     */
    default ToolHints hints() {
        return ToolHints.NONE;
    }
}
