package dev.glmagent.tool.internal;

import dev.glmagent.chat.ToolSpec;
import dev.glmagent.tool.ToolContext;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolException;
import dev.glmagent.tool.ToolResult;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A tool around foreign code: whatever that returns becomes text, whatever it throws becomes a result. */
final class CheckedTool implements ToolDefinition {

    private static final Logger log = LoggerFactory.getLogger(CheckedTool.class);

    /** Checks and binds the arguments and runs the code behind the tool. */
    interface Body {
        @Nullable Object run(String arguments, ToolContext context) throws Throwable;
    }

    private final ToolSpec spec;
    private final String source;
    private final ResultText results;
    private final boolean parallel;
    private final Duration timeout;
    private final Body body;

    CheckedTool(ToolSpec spec, String source, Type returnType, Body body) {
        this(spec, source, returnType, true, DEFAULT_TIMEOUT, body);
    }

    CheckedTool(ToolSpec spec, String source, Type returnType, boolean parallel, Duration timeout, Body body) {
        this.parallel = parallel;
        this.timeout = timeout;
        this.spec = spec;
        this.source = source;
        this.results = new ResultText(returnType);
        this.body = body;
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public String source() {
        return source;
    }

    @Override
    public boolean parallel() {
        return parallel;
    }

    @Override
    public Duration timeout() {
        return timeout;
    }

    @Override
    public ToolResult call(String arguments, ToolContext context) {
        try {
            Object value = body.run(arguments, context);
            return value instanceof ToolResult result ? result : new ToolResult.Ok(shown(results.of(value)));
        } catch (BadArgumentsException bad) {
            return bad.result();
        } catch (ToolException e) {
            log.debug("Tool {} told the model: {}", spec.name(), e.getMessage(), e);
            String message = e.getMessage();
            return new ToolResult.Failed(message == null ? spec.name() + " failed" : shown(message), e);
        } catch (StackOverflowError e) {
            return failed(e);
        } catch (VirtualMachineError e) {
            throw e; // Out of memory is the host's to judge, not the model's.
        } catch (Throwable e) { // the tool is foreign code: whatever else it throws is its answer
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            return failed(e);
        }
    }

    /** The model gets something to read, whatever the tool returned. */
    private static String shown(String text) {
        String clean = ModelText.of(text);
        return clean.isBlank() ? "no result" : clean;
    }

    /** Only a {@link ToolException} was written for the model; other messages may hold secrets and stay in the log. */
    private ToolResult failed(Throwable cause) {
        log.warn("Tool {} ({}) failed", spec.name(), source, cause);
        String what = cause instanceof TimeoutException ? "timed out, outcome unknown" : simpleName(cause);
        return new ToolResult.Failed(spec.name() + " failed: " + what, cause);
    }

    private static String simpleName(Throwable cause) {
        String name = cause.getClass().getSimpleName();
        return name.isEmpty() ? cause.getClass().getName().toLowerCase(Locale.ROOT) : name;
    }

    @Override
    public String toString() {
        return spec.name() + " (" + source + ")";
    }
}
