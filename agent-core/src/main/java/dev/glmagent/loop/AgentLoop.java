package dev.glmagent.loop;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.HistoryRepair;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.chat.Usage;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.loop.NextStep.Finish;
import dev.glmagent.loop.NextStep.Reason;
import dev.glmagent.loop.PendingTurn.Answer;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolHints;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The agent loop as a pure function: ask the model, run the tools it calls, tell it the results, repeat until it
 * answers. It decides and never acts; a driver does this:
 *
 * <pre>{@code
 * RunState state = loop.start("run-1", history, question);
 * for (;;) {
 *     NextStep step = loop.next(state);
 *     if (step instanceof AskModel ask)           state = loop.onReply(state, model.chat(ask.request()));
 *     else if (step instanceof RunTools run)      state = loop.onToolResults(state, runAll(run));
 *     else if (step instanceof AwaitApproval ask) state = loop.onDecisions(state, decide(ask.requests()));
 *     else                                        return (Finish) step;
 * }
 * }</pre>
 */
public final class AgentLoop {

    /** So often in a row may a tool fail before it is withdrawn, and a typed answer be wrong before the run fails. */
    static final int MAX_FAILURES = 3;

    private final LoopRules rules;

    /**
     * @param rules what it decides by
     */
    public AgentLoop(LoopRules rules) {
        this.rules = rules;
    }

    /**
     * The first state of a run.
     *
     * @param runId names the run
     * @param history earlier turns, oldest first; a broken one is repaired. Empty for a new conversation
     * @param question what the user asks now
     * @return the state before the first model call
     */
    public RunState start(String runId, List<Message> history, UserMessage question) {
        List<Message> sound = HistoryRepair.repair(history);
        List<Message> messages = new ArrayList<>();
        rules.system().filter(message -> !sound.contains(message)).ifPresent(messages::add);
        messages.addAll(sound);
        messages.add(question);
        return RunState.start(runId, messages);
    }

    /**
     * What to do in a state.
     *
     * @param state any state of this run
     * @return the step; a finished run always finishes again
     */
    public NextStep next(RunState state) {
        if (state.finish().isPresent()) {
            return state.finish().get();
        }
        if (state.pending().isPresent()) {
            PendingTurn turn = state.pending().get();
            List<ToolCall> runnable = turn.runnable();
            return runnable.isEmpty()
                    ? new NextStep.AwaitApproval(requests(state, turn))
                    : new NextStep.RunTools(runnable, offered(state, turn));
        }
        Optional<Limit> limit = state.limit().or(() -> reached(state));
        if (limit.isEmpty()) {
            return new NextStep.AskModel(new ChatRequest(
                    nudged(state.messages(), state.nudge()), tools(state).specs()));
        }
        return limit.get().allowsLastWords()
                ? new NextStep.AskModel(new ChatRequest(
                        nudged(state.messages(), Optional.of(Remarks.lastWords(limit.get()))), List.of()))
                : new Finish(Reason.LIMIT, "");
    }

    /**
     * The limit that keeps the model from being asked with tools, if one does.
     *
     * @param state any state of this run
     * @return the limit that was reached
     */
    public Optional<Limit> reached(RunState state) {
        Limits limits = rules.limits();
        if (state.limit().isPresent()) {
            return state.limit();
        }
        long tokens = state.totalUsage().map(Usage::totalTokens).orElse(0L);
        if (limits.tokens().isPresent() && tokens >= limits.tokens().getAsLong()) {
            return Optional.of(Limit.TOKENS);
        }
        if (limits.money()
                .filter(budget -> budget.cost(state.usage()).compareTo(budget.amount()) >= 0)
                .isPresent()) {
            return Optional.of(Limit.MONEY);
        }
        return state.modelCalls() >= limits.modelCalls() ? Optional.of(Limit.MODEL_CALLS) : Optional.empty();
    }

    /**
     * Takes the model's reply in. Tool calls win over the finish reason, as proxies mix the word up; only a reply that
     * was cut, blocked or broken is not acted on.
     *
     * @param before the state that asked for it
     * @param reply the reply
     * @return the next state
     */
    public RunState onReply(RunState before, ChatReply reply) {
        AssistantMessage message = reply.message();
        FinishReason reason = reply.finishReason();
        RunState state = before.replied(reply.model(), reply.usage());
        if (reason.equals(FinishReason.SENSITIVE)) {
            return state.finished(Reason.FILTERED, "", List.of());
        }
        if (reason.equals(FinishReason.NETWORK_ERROR)) {
            return state.finished(Reason.SERVICE_FAILED, message.text(), List.of());
        }
        if (reason.equals(FinishReason.CONTEXT_EXCEEDED)) {
            return state.finished(Reason.CONTEXT_EXCEEDED, message.text(), List.of());
        }
        Optional<Limit> limit = reached(before);
        if (limit.isPresent()) {
            return state.stoppedBy(limit.get()).finished(Reason.LIMIT, message.text(), wordsOnly(message));
        }
        if (reason.equals(FinishReason.LENGTH)) {
            // Cut arguments may parse and still be wrong: the calls of a cut reply never run.
            return state.finished(Reason.TRUNCATED, message.text(), wordsOnly(message));
        }
        if (!message.toolCalls().isEmpty()) {
            return state.toolCalls() + message.toolCalls().size()
                            > rules.limits().toolCalls()
                    ? state.stoppedBy(Limit.TOOL_CALLS)
                    : judged(state, message.withToolCalls(CallIds.unique(message.toolCalls(), state)));
        }
        if (message.text().isBlank()) {
            return before.nudge().isPresent()
                    ? state.finished(Reason.EMPTY_REPLY, "", List.of())
                    : state.nudged(Remarks.EMPTY_REPLY);
        }
        return rules.answerTool().isPresent()
                ? inWords(state, rules.answerTool().get(), message.text())
                : state.finished(Reason.COMPLETED, message.text(), List.of(message));
    }

    /**
     * Takes the results of the calls in that could run; the turn enters the conversation as one piece, once no call of it
     * waits for a human.
     *
     * @param state the state that asked for them
     * @param results one per call of {@link NextStep.RunTools}, in its order
     * @return the next state
     */
    public RunState onToolResults(RunState state, List<ToolResult> results) {
        PendingTurn turn = state.pending()
                .orElseThrow(() -> new IllegalArgumentException("No tool calls are pending in this state."));
        List<ToolCall> calls = turn.runnable();
        if (results.size() != calls.size()) {
            throw new IllegalArgumentException(calls.size() + " calls are pending, but " + results.size()
                    + " results came; every call needs exactly one.");
        }
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            ToolResult result = results.get(i);
            boolean isAnswer = result instanceof ToolResult.Ok ok && ok.isAnswer();
            answers.put(calls.get(i).id(), new Answer(result.text(), result.isError(), isAnswer));
        }
        return settled(state, turn.with(answers, turn.asked()));
    }

    /**
     * Takes the decisions about waiting calls in. All of them are checked before one of them counts.
     *
     * @param state the state that waits for them
     * @param decisions one per call that is decided; the others go on waiting
     * @return the next state
     * @throws InvalidDecisionException when one does not belong to exactly a call that waits
     */
    public RunState onDecisions(RunState state, List<ApprovalDecision> decisions) {
        PendingTurn turn =
                state.pending().orElseThrow(() -> new InvalidDecisionException("No call waits in this run."));
        List<ApprovalRequest> waiting = requests(state, turn);
        Set<String> stillAsked = new HashSet<>(turn.asked());
        Map<String, Answer> denied = new LinkedHashMap<>();
        for (ApprovalDecision decision : decisions) {
            ApprovalRequest request = decision.request();
            if (!waiting.contains(request) || !stillAsked.remove(request.callId())) {
                throw new InvalidDecisionException("The decision about the call \"" + request.callId() + "\" of "
                        + request.toolName() + " matches no call that waits: run, id, tool and arguments must be those"
                        + " that were asked about, and each is decided once. Nothing ran.");
            }
            if (!decision.approved()) {
                denied.put(
                        request.callId(),
                        Answer.error("not run: a human said no"
                                + (decision.reason().isBlank() ? "" : ", because: " + decision.reason())));
            }
        }
        return settled(state, turn.with(denied, stillAsked));
    }

    /**
     * Ends the run because its time is over.
     *
     * @param state any state
     * @return the last state
     */
    public RunState onTimeOver(RunState state) {
        return state.finish().isPresent()
                ? state
                : closed(state, "the time of the run was over")
                        .stoppedBy(Limit.TIME)
                        .finished(Reason.LIMIT, "", List.of());
    }

    /**
     * Ends the run because the last words could not be had.
     *
     * @param state a state at a limit
     * @return the last state
     */
    public RunState onNoLastWords(RunState state) {
        return state.stoppedBy(reached(state).orElse(Limit.TIME)).finished(Reason.LIMIT, "", List.of());
    }

    /**
     * Ends the run because the caller wants it; the conversation stays fit to go on.
     *
     * @param state any state
     * @return the last state
     */
    public RunState onCancel(RunState state) {
        return state.finish().isPresent()
                ? state
                : closed(state, "the run was cancelled").finished(Reason.CANCELLED, "", List.of());
    }

    /**
     * Adds what a part of the run cost that had a run of its own.
     *
     * @param state any state
     * @param usage by model
     * @return the next state
     */
    public RunState onUsage(RunState state, Map<String, Usage> usage) {
        return state.spent(usage);
    }

    /** A pending turn in which nothing happened goes; otherwise its open calls are answered. */
    private RunState closed(RunState state, String why) {
        if (state.pending().isEmpty() || state.pending().get().answers().isEmpty()) {
            return state;
        }
        PendingTurn turn = state.pending().get();
        Map<String, Answer> answers = new LinkedHashMap<>();
        turn.waiting().forEach(call -> answers.put(call.id(), Answer.error("not run: " + why)));
        turn.runnable().forEach(call -> answers.put(call.id(), Answer.error("not run: " + why)));
        return settled(state, turn.with(answers, Set.of()));
    }

    private ToolRegistry tools(RunState state) {
        ToolRegistry all = rules.tools().toolsFor(state);
        Set<String> withdrawn = state.failures().entrySet().stream()
                .filter(entry -> entry.getValue() >= MAX_FAILURES)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return withdrawn.isEmpty() ? all : all.filter(tool -> !withdrawn.contains(tool.name()));
    }

    private ToolRegistry offered(RunState state, PendingTurn turn) {
        ToolRegistry all = rules.tools().toolsFor(state);
        return all.specs().stream().map(ToolSpec::name).allMatch(turn.offered()::contains)
                ? all
                : all.filter(tool -> turn.offered().contains(tool.name()));
    }

    private RunState judged(RunState state, AssistantMessage message) {
        ToolRegistry tools = tools(state);
        Set<String> asked = new HashSet<>();
        Map<String, Answer> answers = new LinkedHashMap<>();
        int most = rules.limits().callsPerReply();
        for (ToolCall call : message.toolCalls()) {
            Optional<ToolHints> hints = tools.find(call.name()).map(ToolDefinition::hints);
            if (message.toolCalls().indexOf(call) >= most) {
                answers.put(
                        call.id(), Answer.error("not run: too many calls in one reply; the first " + most + " ran"));
            } else if (hints.isPresent()) {
                switch (rules.approvals().judge(call, hints.get())) {
                    case ALLOW -> {}
                    case ASK -> asked.add(call.id());
                    case DENY -> answers.put(call.id(), Answer.error("not run: this agent may not make this call"));
                }
            }
        }
        Set<String> names = tools.specs().stream().map(ToolSpec::name).collect(Collectors.toSet());
        return settled(state, new PendingTurn(message, names, asked, answers));
    }

    /** Commits the turn when every call is answered. */
    private RunState settled(RunState state, PendingTurn turn) {
        List<ToolCall> calls = turn.message().toolCalls();
        if (turn.answers().size() < calls.size()) {
            return state.waitingFor(turn);
        }
        List<Answer> answers = turn.inCallOrder();
        Map<String, Integer> failures = new HashMap<>(state.failures());
        Set<String> withdrawn = new HashSet<>();
        for (int i = 0; i < calls.size(); i++) {
            String name = calls.get(i).name();
            int inARow = answers.get(i).error() ? failures.merge(name, 1, Integer::sum) : 0;
            if (inARow == 0) {
                failures.remove(name);
            } else if (inARow == MAX_FAILURES && turn.offered().contains(name)) {
                withdrawn.add(name);
            }
        }
        String print = Canonical.fingerprint(turn);
        Map<String, Integer> seen = new HashMap<>(state.seen());
        int times = seen.merge(print, 1, Integer::sum);
        RunState next = state.committed(
                turn.turn(Remarks.afterTurn(withdrawn, rules.limits().repetitions() > 0 ? times : 0)),
                calls.size(),
                failures,
                seen);
        if (answers.stream().allMatch(Answer::isAnswer)) {
            return next.finished(
                    Reason.COMPLETED, answers.stream().map(Answer::text).collect(Collectors.joining("\n")), List.of());
        }
        if (rules.answerTool().filter(withdrawn::contains).isPresent()) {
            return next.finished(Reason.INVALID_ANSWER, "", List.of());
        }
        int most = rules.limits().repetitions();
        return most > 0 && times >= most ? next.stoppedBy(Limit.REPETITION) : next;
    }

    /** An answer of a type has to come through its tool; words are sent back as often as a wrong one. */
    private static RunState inWords(RunState state, String tool, String text) {
        Map<String, Integer> failures = new HashMap<>(state.failures());
        int inARow = failures.merge(tool, 1, Integer::sum);
        RunState counted = state.committed(List.of(), 0, failures, state.seen());
        return inARow >= MAX_FAILURES
                ? counted.finished(Reason.INVALID_ANSWER, text, List.of())
                : counted.nudged(Remarks.answerByTool(tool, text));
    }

    private List<ApprovalRequest> requests(RunState state, PendingTurn turn) {
        return turn.waiting().stream()
                .map(call ->
                        new ApprovalRequest(state.runId(), call.id(), call.name(), Canonical.json(call.arguments())))
                .toList();
    }

    private static List<Message> nudged(List<Message> messages, Optional<String> nudge) {
        if (nudge.isEmpty()) {
            return messages;
        }
        List<Message> all = new ArrayList<>(messages);
        all.add(UserMessage.of(nudge.get()));
        return all;
    }

    private static List<Message> wordsOnly(AssistantMessage message) {
        return message.text().isBlank() ? List.of() : List.of(message.withToolCalls(List.of()));
    }
}
