package dev.glmagent.tool.internal;

import dev.glmagent.chat.ToolSpec;
import dev.glmagent.tool.ToolContext;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolException;
import dev.glmagent.tool.ToolHints;
import dev.glmagent.tool.ToolResult;
import java.lang.reflect.Type;
import java.time.Duration;
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
    private final Conduct conduct;
    private final Body body;

    CheckedTool(ToolSpec spec, String source, Type returnType, Conduct conduct, Body body) {
        this.conduct = conduct;
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
        return conduct.parallel();
    }

    @Override
    public Duration timeout() {
        return conduct.timeout();
    }

    @Override
    public ToolHints hints() {
        return conduct.hints();
    }

    @Override
    public ToolResult call(String arguments, ToolContext context) {
        for (int attempt = 1; ; attempt++) {
            ToolResult result;
            try {
                result = shown(body.run(arguments, context));
            } catch (BadArgumentsException bad) {
                return bad.result();
            } catch (VirtualMachineError e) {
                if (!(e instanceof StackOverflowError)) {
                    throw e; // Out of memory is the host's to judge, not the model's.
                }
                result = failed(e);
            } catch (Throwable e) { // the tool is foreign code: whatever else it throws is its answer
                result = failed(e);
            }
            if (!conduct.hints().repeatable() || !Retries.again(result, attempt)) {
                return result;
            }
            log.debug("Tool {} is called again, attempt {} failed", spec.name(), attempt);
        }
    }

    /** Whatever the tool returned, the model gets clean text. */
    private ToolResult shown(@Nullable Object value) throws Throwable {
        if (value instanceof ToolResult.Ok ok) {
            return new ToolResult.Ok(shown(ok.text()), ok.data(), ok.isAnswer());
        } else if (value instanceof ToolResult.Failed error) {
            return new ToolResult.Failed(shown(error.text()), error.cause());
        }
        return value instanceof ToolResult other ? other : new ToolResult.Ok(shown(results.of(value)));
    }

    /** The model gets something to read, whatever the tool returned. */
    private static String shown(String text) {
        String clean = ModelText.of(text);
        return clean.isBlank() ? "no result" : clean;
    }

    /** Only a {@link ToolException} was written for the model; other messages may hold secrets and stay in the log. */
    private ToolResult failed(Throwable cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        try {
            if (cause instanceof ToolException told) {
                log.debug("Tool {} told the model", spec.name(), told);
                String message = told.getMessage();
                return new ToolResult.Failed(message == null ? spec.name() + " failed" : shown(message), told);
            }
            log.warn("Tool {} ({}) failed", spec.name(), source, cause);
        } catch (
                RuntimeException
                        unreadable) { // an exception of foreign code may throw when it is asked for its message
            log.warn("Tool {} ({}) failed with an unreadable {}", spec.name(), source, simpleName(cause), unreadable);
            if (cause instanceof ToolException) {
                return new ToolResult.Failed(spec.name() + " failed", cause);
            }
        }
        String what = cause instanceof TimeoutException ? "timed out, outcome unknown" : simpleName(cause);
        return new ToolResult.Failed(spec.name() + " failed: " + what, cause);
    }

    /** An anonymous class has no name; what it extends has one. */
    private static String simpleName(Throwable cause) {
        Class<?> type = cause.getClass();
        return (type.isAnonymousClass() ? type.getSuperclass() : type).getSimpleName();
    }

    @Override
    public String toString() {
        return spec.name() + " (" + source + ")";
    }
}
