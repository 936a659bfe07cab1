package dev.glmagent.loop;

import dev.glmagent.chat.Message;
import dev.glmagent.chat.Usage;
import dev.glmagent.chat.UserMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything a run knows between two steps. Immutable; {@link AgentLoop} makes the next one. It can be stored as JSON at
 * any step and go on in another process.
 *
 * @param runId names the run
 * @param messages the conversation so far, always well formed: an assistant message with tool calls enters together with
 *     all its answers or not at all
 * @param pending the turn whose tool calls are still to be answered
 * @param modelCalls how often the model replied; a call that failed is not counted
 * @param toolCalls how many tool calls were answered
 * @param usage the tokens of all replies that reported them, by model
 * @param failures how often in a row each tool failed last
 * @param seen how often each set of calls gave the same results, by fingerprint
 * @param limit the limit that was reached; the model is then asked for last words only
 * @param nudge what the model is told with the next request only
 * @param handoffs the tools by which the conversation moved to other agents, in order
 * @param finish how the run ended, once it has
 */
public record RunState(
        String runId,
        List<Message> messages,
        Optional<PendingTurn> pending,
        int modelCalls,
        int toolCalls,
        Map<String, Usage> usage,
        Map<String, Integer> failures,
        Map<String, Integer> seen,
        Optional<Limit> limit,
        Optional<String> nudge,
        List<String> handoffs,
        Optional<NextStep.Finish> finish) {

    /** Copies the collections. */
    public RunState {
        messages = List.copyOf(messages);
        usage = Collections.unmodifiableMap(new TreeMap<>(usage));
        failures = Map.copyOf(failures);
        seen = Map.copyOf(seen);
        handoffs = List.copyOf(handoffs);
    }

    /**
     * The state as JSON text, with a version.
     *
     * @return one JSON object
     */
    public String toJson() {
        return RunStateJson.write(this);
    }

    /**
     * A state that was stored.
     *
     * @param json from {@link #toJson}
     * @return an equal state
     * @throws IllegalArgumentException when the text is no such state, or was written by a newer version
     */
    public static RunState fromJson(String json) {
        return RunStateJson.read(json);
    }

    /**
     * The same state of a run whose conversation is kept elsewhere.
     *
     * @param others the conversation
     * @return a copy
     */
    public RunState withMessages(List<Message> others) {
        Draft next = new Draft(this);
        next.messages = others;
        return next.state();
    }

    static RunState start(String runId, List<Message> messages) {
        return new RunState(
                runId,
                messages,
                Optional.empty(),
                0,
                0,
                Map.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }

    /** The tokens of all models. */
    Optional<Usage> totalUsage() {
        return usage.values().stream().reduce(Usage::plus);
    }

    RunState replied(String model, Optional<Usage> cost) {
        Draft next = new Draft(cost.map(more -> spent(Map.of(model, more))).orElse(this));
        next.pending = Optional.empty();
        next.modelCalls = modelCalls + 1;
        next.nudge = Optional.empty();
        return next.state();
    }

    RunState spent(Map<String, Usage> more) {
        Map<String, Usage> sum = new TreeMap<>(usage);
        more.forEach((model, cost) -> sum.merge(model, cost, Usage::plus));
        Draft next = new Draft(this);
        next.usage = sum;
        return next.state();
    }

    RunState waitingFor(PendingTurn turn) {
        Draft next = new Draft(this);
        next.pending = Optional.of(turn);
        return next.state();
    }

    RunState committed(List<Message> turn, int calls, Map<String, Integer> nowFailed, Map<String, Integer> nowSeen) {
        Draft next = new Draft(this);
        next.messages = concat(messages, turn);
        next.pending = Optional.empty();
        next.toolCalls = toolCalls + calls;
        next.failures = nowFailed;
        next.seen = nowSeen;
        return next.state();
    }

    /** The question stands last, as nothing has happened yet. */
    RunState asking(Optional<UserMessage> question) {
        Draft next = new Draft(this);
        List<Message> before = messages.subList(0, messages.size() - 1);
        next.messages = question.map(asked -> concat(before, List.of(asked))).orElse(before);
        return next.state();
    }

    RunState handedOver(String tool) {
        Draft next = new Draft(this);
        next.handoffs = concat(handoffs, List.of(tool));
        next.failures = Map.of();
        return next.state();
    }

    RunState nudged(String words) {
        Draft next = new Draft(this);
        next.pending = Optional.empty();
        next.nudge = Optional.of(words);
        return next.state();
    }

    RunState stoppedBy(Limit reached) {
        Draft next = new Draft(this);
        next.pending = Optional.empty();
        next.limit = Optional.of(reached);
        return next.state();
    }

    RunState finished(NextStep.Reason reason, String text, List<Message> lastWords) {
        Draft next = new Draft(this);
        next.messages = concat(messages, lastWords);
        next.pending = Optional.empty();
        next.nudge = Optional.empty();
        next.finish = Optional.of(new NextStep.Finish(reason, text));
        return next.state();
    }

    private static <T> List<T> concat(List<? extends T> first, List<? extends T> second) {
        List<T> all = new ArrayList<>(first.size() + second.size());
        all.addAll(first);
        all.addAll(second);
        return all;
    }

    /** A copy on its way, so that a change names only what changes. */
    private static final class Draft {
        private final String runId;
        private List<Message> messages;
        private Optional<PendingTurn> pending;
        private int modelCalls;
        private int toolCalls;
        private Map<String, Usage> usage;
        private Map<String, Integer> failures;
        private Map<String, Integer> seen;
        private Optional<Limit> limit;
        private Optional<String> nudge;
        private List<String> handoffs;
        private Optional<NextStep.Finish> finish;

        Draft(RunState from) {
            runId = from.runId;
            messages = from.messages;
            pending = from.pending;
            modelCalls = from.modelCalls;
            toolCalls = from.toolCalls;
            usage = from.usage;
            failures = from.failures;
            seen = from.seen;
            limit = from.limit;
            nudge = from.nudge;
            handoffs = from.handoffs;
            finish = from.finish;
        }

        RunState state() {
            return new RunState(
                    runId,
                    messages,
                    pending,
                    modelCalls,
                    toolCalls,
                    usage,
                    failures,
                    seen,
                    limit,
                    nudge,
                    handoffs,
                    finish);
        }
    }
}
