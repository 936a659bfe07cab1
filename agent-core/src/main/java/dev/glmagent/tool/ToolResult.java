package dev.glmagent.tool;

import java.util.List;
import java.util.Optional;

/**
 * What came of one tool call. Every kind has a text for the model; a model's mistake is an answer to the model. A tool
 * may return one itself.
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
     * A result with full control, for a tool to return.
     *
     * @param text what the model sees; cleaned and cut as any other result
     * @return to be returned, or refined by {@link Ok#withData} and {@link Ok#asAnswer}
     */
    static Ok ok(String text) {
        return new Ok(text);
    }

    /**
     * A failure with full control, for a tool to return; the same as to throw a {@link ToolException}.
     *
     * @param text words for the model: what was wrong and what would work
     * @return to be returned
     */
    static Failed error(String text) {
        return new Failed(text, new ToolException(text));
    }

    /**
     * The tool ran and returned.
     *
     * @param text its result
     * @param data what the program gets beside it, for example the rows behind the text; the model never sees it
     * @param isAnswer whether the text is the answer to the user, so that the model is not asked again
     */
    record Ok(String text, Optional<Object> data, boolean isAnswer) implements ToolResult {

        /**
         * A result of text only.
         *
         * @param text what the model sees
         */
        public Ok(String text) {
            this(text, Optional.empty(), false);
        }

        /**
         * The same result with data for the program.
         *
         * @param data not shown to the model
         * @return a copy
         */
        public Ok withData(Object data) {
            return new Ok(text, Optional.of(data), isAnswer);
        }

        /**
         * The same result as the answer to the user. When every call of a reply gives one, the run ends with their texts.
         *
         * @return a copy
         */
        public Ok asAnswer() {
            return new Ok(text, data, true);
        }
    }

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
     * The tool took longer than it may. It may or may not have done its work.
     *
     * @param text says so
     */
    record TimedOut(String text) implements ToolResult {}

    /**
     * The run was interrupted or cancelled while the tool ran. It may or may not have done its work.
     *
     * @param text says so
     */
    record Interrupted(String text) implements ToolResult {}

    /**
     * A human or a policy said no; nothing ran.
     *
     * @param text says so, with the reason if one was given
     */
    record Denied(String text) implements ToolResult {}

    /**
     * The tool was not started.
     *
     * @param text why not
     */
    record NotRun(String text) implements ToolResult {}
}
