package dev.glmagent.tool.internal;

import dev.glmagent.chat.ToolSpec;
import dev.glmagent.tool.ToolContext;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolException;
import dev.glmagent.tool.ToolInterceptor;
import dev.glmagent.tool.ToolResult;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A tool with an interceptor before it.
 *
 * @param tool the tool, which may have an interceptor itself
 * @param interceptor stands before it
 */
public record InterceptedTool(ToolDefinition tool, ToolInterceptor interceptor) implements ToolDefinition {

    private static final Logger log = LoggerFactory.getLogger(InterceptedTool.class);

    @Override
    public ToolSpec spec() {
        return tool.spec();
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
