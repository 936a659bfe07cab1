package dev.glmagent.tool;

import java.util.List;

/**
 * What came of one tool call. Every kind has a text for the model; a model's mistake is an answer to the model. A tool
 * may return one itself, and it is taken as it is.
 */
public sealed interface ToolResult {

    /**
     * What the model sees.
     *
     * @return the text, never blank
     */
    String text();

    /**
     * Whether the call did not do what it was asked for.
     *
     * @return true for every kind but {@link Ok}
     */
    default boolean isError() {
        return !(this instanceof Ok);
    }

    /**
     * The tool ran and returned.
     *
     * @param text its result
     */
    record Ok(String text) implements ToolResult {}

    /**
     * No tool of this name was offered; nothing ran.
     *
     * @param text names the tools there are
     */
    record UnknownTool(String text) implements ToolResult {}

    /**
     * The arguments do not fit the tool's schema; nothing ran.
     *
     * @param text lists all problems
     * @param problems one line each: JSON path, what was found, what was expected
     */
    record BadArguments(String text, List<String> problems) implements ToolResult {

        /** Copies the problems. */
        public BadArguments {
            problems = List.copyOf(problems);
        }
    }

    /**
     * The tool ran and threw.
     *
     * @param text a {@link ToolException}'s message, otherwise the exception's simple class name only
     * @param cause what it threw
     */
    record Failed(String text, Throwable cause) implements ToolResult {}

    /**
     * The tool took longer than it may, or the run was interrupted meanwhile. It may or may not have done its work.
     *
     * @param text says so
     */
    record TimedOut(String text) implements ToolResult {}

    /**
     * The tool was not started.
     *
     * @param text why not
     */
    record NotRun(String text) implements ToolResult {}
}
