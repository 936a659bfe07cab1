package dev.glmagent.loop;

import dev.glmagent.chat.Message;
import dev.glmagent.chat.Usage;
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
        Optional<NextStep.Finish> finish) {

    /** Copies the collections. */
    public RunState {
        messages = List.copyOf(messages);
        usage = Collections.unmodifiableMap(new TreeMap<>(usage));
        failures = Map.copyOf(failures);
        seen = Map.copyOf(seen);
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
                Optional.empty());
    }

    /** The tokens of all models. */
    Optional<Usage> totalUsage() {
        return usage.values().stream().reduce(Usage::plus);
    }

    RunState replied(String model, Optional<Usage> cost) {
        RunState state = cost.map(more -> spent(Map.of(model, more))).orElse(this);
        return new RunState(
                runId,
                messages,
                Optional.empty(),
                modelCalls + 1,
                toolCalls,
                state.usage,
                failures,
                seen,
                limit,
                Optional.empty(),
                finish);
    }

    RunState spent(Map<String, Usage> more) {
        Map<String, Usage> sum = new TreeMap<>(usage);
        more.forEach((model, cost) -> sum.merge(model, cost, Usage::plus));
        return new RunState(runId, messages, pending, modelCalls, toolCalls, sum, failures, seen, limit, nudge, finish);
    }

    RunState waitingFor(PendingTurn turn) {
        return new RunState(
                runId, messages, Optional.of(turn), modelCalls, toolCalls, usage, failures, seen, limit, nudge, finish);
    }

    RunState committed(List<Message> turn, int calls, Map<String, Integer> nowFailed, Map<String, Integer> nowSeen) {
        return new RunState(
                runId,
                concat(messages, turn),
                Optional.empty(),
                modelCalls,
                toolCalls + calls,
                usage,
                nowFailed,
                nowSeen,
                limit,
                nudge,
                finish);
    }

    RunState nudged(String words) {
        return betweenTurns(limit, Optional.of(words));
    }

    RunState stoppedBy(Limit reached) {
        return betweenTurns(Optional.of(reached), nudge);
    }

    private RunState betweenTurns(Optional<Limit> newLimit, Optional<String> newNudge) {
        return new RunState(
                runId,
                messages,
                Optional.empty(),
                modelCalls,
                toolCalls,
                usage,
                failures,
                seen,
                newLimit,
                newNudge,
                finish);
    }

    RunState finished(NextStep.Reason reason, String text, List<Message> lastWords) {
        return new RunState(
                runId,
                concat(messages, lastWords),
                Optional.empty(),
                modelCalls,
                toolCalls,
                usage,
                failures,
                seen,
                limit,
                Optional.empty(),
                Optional.of(new NextStep.Finish(reason, text)));
    }

    private static List<Message> concat(List<Message> first, List<Message> second) {
        List<Message> all = new ArrayList<>(first.size() + second.size());
        all.addAll(first);
        all.addAll(second);
        return all;
    }
}
