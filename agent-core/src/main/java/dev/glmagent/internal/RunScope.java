package dev.glmagent.internal;

import dev.glmagent.RunEvent;
import dev.glmagent.chat.Cancellation;
import dev.glmagent.tool.ContextValues;
import java.util.function.Consumer;

/**
 * What stands around one run.
 *
 * @param cancellation ends it
 * @param values for its tools
 * @param streaming whether replies arrive in pieces
 * @param events sees its events, beside the agent's listeners
 * @param depth 0 for a run that a program started, one more for each agent above it
 */
public record RunScope(
        Cancellation cancellation, ContextValues values, boolean streaming, Consumer<RunEvent> events, int depth) {

    /**
     * A run whose caller waits for its result only.
     *
     * @param cancellation ends it
     * @param values for its tools
     * @return the scope
     */
    public static RunScope blocking(Cancellation cancellation, ContextValues values) {
        return new RunScope(cancellation, values, false, event -> {}, 0);
    }
}
