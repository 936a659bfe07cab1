package dev.glmagent.loop;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.ToolCall;
import java.util.List;

/** What a driver has to do next; its outcome goes back into {@link AgentLoop}. */
public sealed interface NextStep {

    /**
     * Ask the model, then call {@link AgentLoop#onReply}.
     *
     * @param request what to send
     */
    record AskModel(ChatRequest request) implements NextStep {}

    /**
     * Run these calls, then call {@link AgentLoop#onToolResults} with one result per call, in call order.
     *
     * @param calls at least one
     */
    record RunTools(List<ToolCall> calls) implements NextStep {

        /** Copies the calls. */
        public RunTools {
            calls = List.copyOf(calls);
        }
    }

    /**
     * The run is over.
     *
     * @param reason why
     * @param text the model's last words; empty when there are none to show
     */
    record Finish(Reason reason, String text) implements NextStep {}

    /** Why a run is over. */
    enum Reason {
        /** The model answered. */
        COMPLETED,
        /** The token limit cut the answer. */
        TRUNCATED,
        /** Moderation blocked the answer. */
        FILTERED,
        /** {@link Limits#modelCalls()} was reached before an answer. */
        MODEL_CALL_LIMIT,
        /** The next calls would exceed {@link Limits#toolCalls()}. */
        TOOL_CALL_LIMIT,
        /** The model sent neither text nor a tool call. */
        EMPTY_REPLY,
        /** Inference failed on the service's side, told by {@code finish_reason=network_error}. */
        SERVICE_FAILED,
        /** The conversation outgrew the model's context window while it answered. */
        CONTEXT_EXCEEDED
    }
}
