package dev.glmagent.tool.internal;

import dev.glmagent.chat.ToolSpec;
import dev.glmagent.tool.ToolContext;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolResult;
import java.time.Duration;

/**
 * A tool under another name.
 *
 * @param spec with the new name
 * @param tool the tool itself
 */
public record RenamedTool(ToolSpec spec, ToolDefinition tool) implements ToolDefinition {

    /**
     * A tool under another name.
     *
     * @param tool the tool
     * @param name its new name
     */
    public RenamedTool(ToolDefinition tool, String name) {
        this(new ToolSpec(name, tool.spec().description(), tool.spec().parameters()), tool);
    }

    @Override
    public String source() {
        return tool.source();
    }

    @Override
    public ToolResult call(String arguments, ToolContext context) {
        return tool.call(arguments, context);
    }

    @Override
    public boolean parallel() {
        return tool.parallel();
    }

    @Override
    public Duration timeout() {
        return tool.timeout();
    }
}
