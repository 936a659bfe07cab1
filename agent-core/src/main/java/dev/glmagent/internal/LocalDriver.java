package dev.glmagent.internal;

import dev.glmagent.Approver;
import dev.glmagent.RunEvent;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.loop.AgentLoop;
import dev.glmagent.loop.Limits;
import dev.glmagent.loop.RunState;
import dev.glmagent.tool.ToolDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drives the pure loop on the caller's thread, for blocking, streaming, asynchronous and resumed runs alike. Holds no state
 * of a run: that lives in {@link Run}.
 *
 * @param loop decides
 * @param model is asked
 * @param limits the loop's, for time
 * @param guards judge questions and answers
 * @param approver asks a human at once, when there is one
 * @param handoffs the agents that the conversation can move to, by the tool that moves it
 * @param listeners see every event of every run
 */
public record LocalDriver(
        AgentLoop loop,
        ChatModel model,
        Limits limits,
        Guards guards,
        Optional<Approver> approver,
        Map<String, Supplier<LocalDriver>> handoffs,
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

    /**
     * The same driver for answers of a type.
     *
     * @param tool takes the answer
     * @return another driver
     */
    public LocalDriver answeringBy(ToolDefinition tool) {
        AgentLoop typed = new AgentLoop(loop.rules().withAnswerTool(tool));
        Map<String, Supplier<LocalDriver>> others = new HashMap<>();
        handoffs.forEach((name, other) -> others.put(name, () -> other.get().answeringBy(tool)));
        return new LocalDriver(typed, model, limits, guards, approver, others, listeners);
    }

    /**
     * The driver of the agent that a conversation moved to.
     *
     * @param state of a run that this driver began
     * @return itself when it did not move
     * @throws IllegalArgumentException when it moved by a tool that is none of these agents'
     */
    public LocalDriver inCharge(RunState state) {
        LocalDriver driver = this;
        for (String tool : state.handoffs()) {
            driver = driver.handedOver(tool);
        }
        return driver;
    }

    LocalDriver handedOver(String tool) {
        Supplier<LocalDriver> other = handoffs.get(tool);
        if (other == null) {
            throw new IllegalArgumentException(
                    "This run moved to another agent by the tool \"" + tool
                            + "\", but the agent that goes on with it has no such handoff. Fix: resume with the agent that began it.");
        }
        return other.get();
    }

    /** The model as a run asks it. */
    ChatModel modelOf(RunScope scope) {
        return guards.output().isEmpty()
                ? model
                : new GuardedModel(model, guards, loop.rules().answerTool(), scope.values());
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
