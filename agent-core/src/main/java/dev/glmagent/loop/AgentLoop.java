package dev.glmagent.loop;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.loop.NextStep.Finish;
import dev.glmagent.loop.NextStep.Reason;
import dev.glmagent.tool.ToolResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The agent loop as a pure function: ask the model, run the tools it calls, tell it the results, repeat until it
 * answers. It decides and never acts; a driver does this:
 *
 * <pre>{@code
 * RunState state = loop.start(history, question);
 * for (;;) {
 *     NextStep step = loop.next(state);
 *     if (step instanceof AskModel ask)        state = loop.onReply(state, model.chat(ask.request()));
 *     else if (step instanceof RunTools run)   state = loop.onToolResults(state, runAll(run.calls()));
 *     else                                     return (Finish) step;
 * }
 * }</pre>
 */
public final class AgentLoop {

    private final Optional<SystemMessage> system;
    private final List<ToolSpec> tools;
    private final Limits limits;

    /**
     * @param system set before every conversation, when given
     * @param tools offered with every request
     * @param limits how far a run may go
     */
    public AgentLoop(Optional<SystemMessage> system, List<ToolSpec> tools, Limits limits) {
        this.system = system;
        this.tools = List.copyOf(tools);
        this.limits = limits;
    }

    /**
     * The first state of a run.
     *
     * @param history earlier turns, oldest first; empty for a new conversation
     * @param question what the user asks now
     * @return the state before the first model call
     */
    public RunState start(List<Message> history, UserMessage question) {
        List<Message> messages = new ArrayList<>();
        system.filter(message -> !history.contains(message)).ifPresent(messages::add);
        messages.addAll(history);
        messages.add(question);
        return new RunState(messages, Optional.empty(), 0, 0, Optional.empty());
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
            return new NextStep.RunTools(state.pending().get().toolCalls());
        }
        if (state.modelCalls() >= limits.modelCalls()) {
            return new Finish(Reason.MODEL_CALL_LIMIT, "");
        }
        return new NextStep.AskModel(new ChatRequest(state.messages(), tools));
    }

    /**
     * Takes the model's reply in. Tool calls win over the finish reason, as proxies mix the word up; only a reply that
     * was cut, blocked or broken is not acted on.
     *
     * @param state the state that asked for it
     * @param reply the reply
     * @return the next state
     */
    public RunState onReply(RunState state, ChatReply reply) {
        AssistantMessage message = reply.message();
        FinishReason reason = reply.finishReason();
        if (reason.equals(FinishReason.SENSITIVE)) {
            return state.finished(Reason.FILTERED, "", List.of());
        }
        if (reason.equals(FinishReason.NETWORK_ERROR)) {
            return state.finished(Reason.SERVICE_FAILED, message.text(), List.of());
        }
        if (reason.equals(FinishReason.CONTEXT_EXCEEDED)) {
            return state.finished(Reason.CONTEXT_EXCEEDED, message.text(), List.of());
        }
        if (reason.equals(FinishReason.LENGTH)) {
            // Cut arguments may parse and still be wrong: the calls of a cut reply never run.
            return state.finished(Reason.TRUNCATED, message.text(), wordsOnly(message));
        }
        if (!message.toolCalls().isEmpty()) {
            if (state.toolCalls() + message.toolCalls().size() > limits.toolCalls()) {
                return state.finished(Reason.TOOL_CALL_LIMIT, message.text(), wordsOnly(message));
            }
            return state.waitingFor(message.withToolCalls(withUniqueIds(message.toolCalls(), state)));
        }
        return message.text().isBlank()
                ? state.finished(Reason.EMPTY_REPLY, "", List.of())
                : state.finished(Reason.COMPLETED, message.text(), List.of(message));
    }

    /**
     * Takes the results of the pending calls in; the turn enters the conversation as one piece.
     *
     * @param state the state that asked for them
     * @param results one per call, in call order
     * @return the next state
     */
    public RunState onToolResults(RunState state, List<ToolResult> results) {
        AssistantMessage assistant = state.pending()
                .orElseThrow(() -> new IllegalArgumentException("No tool calls are pending in this state."));
        List<ToolCall> calls = assistant.toolCalls();
        if (results.size() != calls.size()) {
            throw new IllegalArgumentException(calls.size() + " calls are pending, but " + results.size()
                    + " results came; every call needs exactly one.");
        }
        List<Message> turn = new ArrayList<>();
        turn.add(assistant);
        for (int i = 0; i < calls.size(); i++) {
            turn.add(new ToolMessage(calls.get(i).id(), results.get(i).text()));
        }
        return state.answered(turn, calls.size());
    }

    private static List<Message> wordsOnly(AssistantMessage message) {
        return message.text().isBlank() ? List.of() : List.of(message.withToolCalls(List.of()));
    }

    /** Models leave ids out and repeat them; a history in which two calls share an id cannot be answered. */
    private static List<ToolCall> withUniqueIds(List<ToolCall> calls, RunState state) {
        Set<String> taken = new HashSet<>();
        for (Message message : state.messages()) {
            if (message instanceof ToolMessage answer) {
                taken.add(answer.toolCallId());
            }
        }
        List<ToolCall> unique = new ArrayList<>();
        for (ToolCall call : calls) {
            String id = call.id();
            for (int n = 0; id.isBlank() || !taken.add(id); n++) {
                id = "call_" + (state.modelCalls() + 1) + "_" + (unique.size() + n);
            }
            unique.add(new ToolCall(id, call.name(), call.arguments()));
        }
        return unique;
    }
}
