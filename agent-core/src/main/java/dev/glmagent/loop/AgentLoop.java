package dev.glmagent.loop;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.chat.Usage;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.loop.NextStep.Finish;
import dev.glmagent.loop.NextStep.Reason;
import dev.glmagent.loop.PendingTurn.Answer;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.util.ArrayList;
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
    private final Turns turns;

    /**
     * @param rules what it decides by
     */
    public AgentLoop(LoopRules rules) {
        this.rules = rules;
        this.turns = new Turns(rules);
    }

    /**
     * What it decides by.
     *
     * @return the rules
     */
    public LoopRules rules() {
        return rules;
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
        List<Message> messages = new ArrayList<>(rules.conversation(history));
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
                    ? new NextStep.AwaitApproval(turns.requests(state, turn))
                    : new NextStep.RunTools(runnable, offered(state, turn));
        }
        Optional<Limit> limit = state.limit().or(() -> reached(state));
        if (limit.isEmpty()) {
            return new NextStep.AskModel(new ChatRequest(
                    nudged(conversation(state), state.nudge()), tools(state).specs()));
        }
        return limit.get().allowsLastWords()
                ? new NextStep.AskModel(new ChatRequest(
                        nudged(conversation(state), Optional.of(Remarks.lastWords(limit.get()))), List.of()))
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
            return state.toolCalls() + turns.counted(message.toolCalls())
                            > rules.limits().toolCalls()
                    ? state.stoppedBy(Limit.TOOL_CALLS)
                    : turns.judged(
                            state, message.withToolCalls(CallIds.unique(message.toolCalls(), state)), tools(state));
        }
        if (message.text().isBlank()) {
            return before.nudge().isPresent()
                    ? state.finished(Reason.EMPTY_REPLY, "", List.of())
                    : state.nudged(Remarks.EMPTY_REPLY);
        }
        return rules.answerTool().isPresent()
                ? turns.inWords(state, rules.answerTool().get(), message.text())
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
            boolean isAnswer = result instanceof ToolResult.Ok ok
                    && ok.isAnswer()
                    && (rules.answerTool().isEmpty()
                            || turns.isAnswerTool(calls.get(i).name()));
            answers.put(calls.get(i).id(), new Answer(result.text(), result.isError(), isAnswer));
        }
        return turns.settled(state, turn.with(answers, turn.asked()));
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
        List<ApprovalRequest> waiting = turns.requests(state, turn);
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
        return turns.settled(state, turn.with(denied, stillAsked));
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
                : turns.closed(state, "the time of the run was over")
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
                : turns.closed(state, "the run was cancelled").finished(Reason.CANCELLED, "", List.of());
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

    /**
     * Puts another question in place of the one that was asked.
     *
     * @param start the first state of a run
     * @param question what the model gets to see
     * @return the first state
     */
    public RunState onQuestion(RunState start, UserMessage question) {
        return start.asking(Optional.of(question));
    }

    /**
     * Ends the run because its question is refused. It does not enter the conversation.
     *
     * @param start the first state of a run
     * @param reason why, in words for the caller
     * @return the last state
     */
    public RunState onQuestionRefused(RunState start, String reason) {
        return start.asking(Optional.empty()).finished(Reason.QUESTION_REFUSED, reason, List.of());
    }

    /**
     * Ends the run because a reply is refused. It costs, does not enter the conversation, and its calls do not run.
     *
     * @param before the state that asked for it
     * @param reply the reply
     * @param reason why, in words for the caller
     * @return the last state
     */
    public RunState onReplyRefused(RunState before, ChatReply reply, String reason) {
        return before.replied(reply.model(), reply.usage()).finished(Reason.ANSWER_REFUSED, reason, List.of());
    }

    /** After a hand-over the conversation stands under this agent's system message. */
    private List<Message> conversation(RunState state) {
        if (state.handoffs().isEmpty()) {
            return state.messages();
        }
        List<Message> messages = new ArrayList<>();
        rules.system().ifPresent(messages::add);
        state.messages().stream().dropWhile(SystemMessage.class::isInstance).forEach(messages::add);
        return messages;
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
