package dev.glmagent.loop;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.tool.ToolRegistry;
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
     * @param tools the only tools that may run
     */
    record RunTools(List<ToolCall> calls, ToolRegistry tools) implements NextStep {

        /** Copies the calls. */
        public RunTools {
            calls = List.copyOf(calls);
        }
    }

    /**
     * Have a human decide, then call {@link AgentLoop#onDecisions}. Until then the state can be stored.
     *
     * @param requests at least one
     */
    record AwaitApproval(List<ApprovalRequest> requests) implements NextStep {

        /** Copies the requests. */
        public AwaitApproval {
            requests = List.copyOf(requests);
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
        /** A guard of the caller's refused the question; the text says why. */
        QUESTION_REFUSED,
        /** A guard of the caller's refused what the model said; the text says why. */
        ANSWER_REFUSED,
        /** {@link RunState#limit()} was reached before an answer. */
        LIMIT,
        /** The model sent neither text nor a tool call, twice. */
        EMPTY_REPLY,
        /** The model did not give its answer in the form that was asked for, three times. */
        INVALID_ANSWER,
        /** Inference failed on the service's side, told by {@code finish_reason=network_error}. */
        SERVICE_FAILED,
        /** The conversation outgrew the model's context window while it answered. */
        CONTEXT_EXCEEDED,
        /** The caller did not want to wait any more. */
        CANCELLED
    }
}
