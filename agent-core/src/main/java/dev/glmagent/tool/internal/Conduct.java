package dev.glmagent.tool.internal;

import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolHints;
import java.time.Duration;
import java.util.List;

/**
 * How a tool wants to be run.
 *
 * @param parallel whether other calls of the same reply may run at the same time
 * @param timeout how long a call may take
 * @param hints what it does to the world
 * @param coerce whether arguments of the wrong JSON type are taken where nothing is lost
 */
public record Conduct(boolean parallel, Duration timeout, ToolHints hints, boolean coerce) {

    /** What a tool is that says nothing. */
    public static final Conduct DEFAULT = new Conduct(true, ToolDefinition.DEFAULT_TIMEOUT, ToolHints.NONE, false);

    static Conduct of(Tool annotation, String source, List<String> problems) {
        if (annotation.timeoutSeconds() < 1) {
            problems.add(Mistakes.timeout(source, annotation.timeoutSeconds()));
        }
        ToolHints hints = ToolHints.NONE;
        if (annotation.readOnly() && annotation.destructive()) {
            problems.add(Mistakes.readOnlyAndDestructive(source));
        } else {
            hints = new ToolHints(
                    annotation.readOnly(), annotation.destructive(), annotation.idempotent(), annotation.openWorld());
        }
        return new Conduct(
                annotation.parallel(), Duration.ofSeconds(annotation.timeoutSeconds()), hints, annotation.coerce());
    }
}
