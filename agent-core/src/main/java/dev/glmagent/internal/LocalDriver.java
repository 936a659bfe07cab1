package dev.glmagent.internal;

import dev.glmagent.Approver;
import dev.glmagent.RunEvent;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.loop.AgentLoop;
import dev.glmagent.loop.Limits;
import dev.glmagent.loop.RunState;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the pure loop on the caller's thread, for blocking, streaming, asynchronous and resumed runs alike. Holds no state
 * of a run: that lives in {@link Run}.
 *
 * @param loop decides
 * @param model is asked
 * @param limits the loop's, for time
 * @param approver asks a human at once, when there is one
 * @param listeners see every event of every run
 */
public record LocalDriver(
        AgentLoop loop,
        ChatModel model,
        Limits limits,
        Optional<Approver> approver,
        List<Consumer<RunEvent>> listeners) {

    private static final Logger log = LoggerFactory.getLogger(LocalDriver.class);

    /**
     * A run on the caller's thread.
     *
     * @param start where it stands
     * @param scope what stands around it
     * @return to be driven to its end
     */
    public Run begin(RunState start, RunScope scope) {
        return new Run(this, start, scope);
    }

    void emit(RunEvent event, RunScope scope) {
        for (Consumer<RunEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                log.warn("A run listener failed on {}", event.getClass().getSimpleName(), e);
            }
        }
        scope.events().accept(event);
    }
}
