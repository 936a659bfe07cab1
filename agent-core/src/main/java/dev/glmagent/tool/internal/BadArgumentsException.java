package dev.glmagent.tool.internal;

import dev.glmagent.chat.AgentException;
import dev.glmagent.tool.ToolResult;
import java.util.List;

/** Carries the problems of one set of arguments from the binder to {@link CheckedTool}, which answers the model with them. */
final class BadArgumentsException extends AgentException {

    private final ToolResult result;

    BadArgumentsException(String tool, List<String> problems) {
        super("bad arguments for " + tool);
        this.result = new ToolResult.BadArguments(
                "bad arguments, " + tool + " was not run:\n" + String.join("\n", problems), problems);
    }

    ToolResult result() {
        return result;
    }
}
