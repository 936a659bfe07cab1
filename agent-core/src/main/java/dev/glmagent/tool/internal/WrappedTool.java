package dev.glmagent.tool.internal;

import dev.glmagent.chat.ToolSpec;
import dev.glmagent.tool.ToolContext;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolException;
import dev.glmagent.tool.ToolHints;
import dev.glmagent.tool.ToolInterceptor;
import dev.glmagent.tool.ToolResult;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tool under a name of its own, or with an interceptor before it.
 *
 * @param spec how it is offered
 * @param tool the tool, which may be wrapped itself
 * @param interceptor stands before it
 */
public record WrappedTool(ToolSpec spec, ToolDefinition tool, ToolInterceptor interceptor) implements ToolDefinition {

    private static final Logger log = LoggerFactory.getLogger(WrappedTool.class);

    /**
     * A tool under another name.
     *
     * @param tool the tool
     * @param name its new name
     * @return the tool of that name
     */
    public static WrappedTool renamed(ToolDefinition tool, String name) {
        ToolSpec spec =
                new ToolSpec(name, tool.spec().description(), tool.spec().parameters());
        return new WrappedTool(spec, tool, ToolInterceptor.Call::proceed);
    }

    /**
     * A tool with an interceptor.
     *
     * @param tool the tool
     * @param interceptor stands before it
     * @return the tool behind it
     */
    public static WrappedTool intercepted(ToolDefinition tool, ToolInterceptor interceptor) {
        return new WrappedTool(tool.spec(), tool, interceptor);
    }

    @Override
    public String source() {
        return tool.source();
    }

    @Override
    public boolean parallel() {
        return tool.parallel();
    }

    @Override
    public Duration timeout() {
        return tool.timeout();
    }

    @Override
    public ToolHints hints() {
        return tool.hints();
    }

    @Override
    public ToolResult call(String arguments, ToolContext context) {
        try {
            return interceptor.intercept(new OnTheWay(tool, arguments, context));
        } catch (ToolException e) {
            String message = e.getMessage();
            return new ToolResult.Failed(message == null ? spec().name() + " failed" : ModelText.of(message), e);
        } catch (RuntimeException e) {
            log.warn("An interceptor of tool {} failed", spec().name(), e);
            return new ToolResult.Failed(
                    spec().name() + " failed: " + e.getClass().getSimpleName(), e);
        }
    }

    private record OnTheWay(ToolDefinition tool, String arguments, ToolContext context)
            implements ToolInterceptor.Call {

        @Override
        public ToolResult proceed(String changed) {
            return tool.call(changed, context);
        }
    }
}
