package dev.glmagent.spring.internal;

import dev.glmagent.RunEvent;
import dev.glmagent.RunOutcome;
import dev.glmagent.RunResult;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Usage;
import dev.glmagent.glm.GlmException;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Turns the events of runs into meters. No tag takes a value from outside without bound: what a model makes up, names of
 * tools and of itself among it, becomes {@code other}.
 */
public final class RunMeters implements Consumer<RunEvent> {

    private static final String OTHER = "other";

    /** So many models one service uses at most; later names are counted together. */
    private static final int MODELS = 20;

    private static final Set<FinishReason> KNOWN_REASONS = Set.of(
            FinishReason.STOP,
            FinishReason.TOOL_CALLS,
            FinishReason.LENGTH,
            FinishReason.SENSITIVE,
            FinishReason.NETWORK_ERROR,
            FinishReason.CONTEXT_EXCEEDED);

    private final MeterRegistry meters;
    private final ToolRegistry tools;
    private final Map<String, String> models = new ConcurrentHashMap<>();

    /**
     * @param meters where they go
     * @param tools whose names may be tags
     */
    public RunMeters(MeterRegistry meters, ToolRegistry tools) {
        this.meters = meters;
        this.tools = tools;
    }

    @Override
    public void accept(RunEvent event) {
        if (event instanceof RunEvent.ReplyReceived received) {
            reply(received);
        } else if (event instanceof RunEvent.ToolFinished finished) {
            String name = finished.call().name();
            Tags tags = Tags.of(
                    "tool", tools.find(name).isPresent() ? name : OTHER, "outcome", words(nameOf(finished.result())));
            time("agent.tool.call", "Tool calls", tags, finished.took());
        } else if (event instanceof RunEvent.ModelEvent piece && piece.event() instanceof ChatEvent.RetryScheduled) {
            meters.counter("agent.retries").increment();
        } else if (event instanceof RunEvent.RunFinished finished) {
            RunResult result = finished.result();
            Tags tags = Tags.of("outcome", words(nameOf(result.outcome())), "error", error(result.outcome()));
            time("agent.run", "Runs of the agent", tags, result.took());
        }
    }

    private void reply(RunEvent.ReplyReceived received) {
        String model = model(received.reply().model());
        FinishReason reason = received.reply().finishReason();
        Tags tags = Tags.of("model", model, "finish", KNOWN_REASONS.contains(reason) ? reason.value() : OTHER);
        time("agent.model.call", "Model calls that were answered", tags, received.took());
        received.reply().usage().ifPresent(usage -> tokens(model, usage));
    }

    private void tokens(String model, Usage usage) {
        meters.counter("agent.tokens", "model", model, "type", "prompt").increment((double) usage.promptTokens());
        meters.counter("agent.tokens", "model", model, "type", "completion")
                .increment((double) usage.completionTokens());
    }

    private String model(String name) {
        if (name.isBlank() || (models.size() >= MODELS && !models.containsKey(name))) {
            return OTHER;
        }
        return models.computeIfAbsent(name, same -> same);
    }

    private void time(String name, String description, Tags tags, Duration took) {
        Timer.builder(name).description(description).tags(tags).register(meters).record(took);
    }

    private static String nameOf(ToolResult result) {
        return result.getClass().getSimpleName();
    }

    private static String nameOf(RunOutcome outcome) {
        return outcome.getClass().getSimpleName();
    }

    private static String error(RunOutcome outcome) {
        if (!(outcome instanceof RunOutcome.Failed failed)) {
            return "none";
        }
        return failed.error() instanceof GlmException glm ? words(glm.getClass().getSimpleName()) : OTHER;
    }

    /** {@code LimitReached} is {@code limit_reached}. */
    private static String words(String simpleName) {
        return simpleName.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
