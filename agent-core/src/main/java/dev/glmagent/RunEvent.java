package dev.glmagent;

import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.loop.ApprovalRequest;
import dev.glmagent.loop.Limit;
import dev.glmagent.tool.ToolResult;
import java.time.Duration;
import java.util.List;

/**
 * What happens in a run, as it happens. A step is one model call and the tools that it asked for. A stream, a publisher and
 * a listener see the same events; pieces of replies come only when the run streams.
 */
public sealed interface RunEvent {

    /**
     * The run began.
     *
     * @param runId names it
     * @param question what was asked, or what the run goes on with
     */
    record RunStarted(String runId, String question) implements RunEvent {}

    /**
     * The model is about to be asked.
     *
     * @param step 1 for the first model call of the run
     * @param request what it is asked
     */
    record StepStarted(int step, ChatRequest request) implements RunEvent {}

    /**
     * A piece of a reply arrived, or an attempt failed and the next one is scheduled.
     *
     * @param step the number of the step
     * @param event text, reasoning, a piece of a tool call, or a retry
     */
    record ModelEvent(int step, ChatEvent event) implements RunEvent {}

    /**
     * The model answered.
     *
     * @param step the number of the step
     * @param reply its reply
     * @param took how long that took
     */
    record ReplyReceived(int step, ChatReply reply, Duration took) implements RunEvent {}

    /**
     * A tool is about to run.
     *
     * @param step the number of the step
     * @param call what the model asked for
     */
    record ToolStarted(int step, ToolCall call) implements RunEvent {}

    /**
     * A tool call is done.
     *
     * @param step the number of the step
     * @param call what the model asked for
     * @param result what came of it
     * @param took how long that took
     */
    record ToolFinished(int step, ToolCall call, ToolResult result, Duration took) implements RunEvent {}

    /**
     * Calls wait for a human.
     *
     * @param step the number of the step
     * @param requests the calls
     */
    record ApprovalAsked(int step, List<ApprovalRequest> requests) implements RunEvent {}

    /**
     * A limit is reached; the model may still be asked for last words.
     *
     * @param which the limit
     */
    record LimitHit(Limit which) implements RunEvent {}

    /**
     * A step is over.
     *
     * @param step its number
     */
    record StepFinished(int step) implements RunEvent {}

    /**
     * The conversation moved to another agent.
     *
     * @param step the number of the step
     * @param toolName the tool that moved it
     */
    record HandedOver(int step, String toolName) implements RunEvent {}

    /**
     * An agent that is a tool of this one did something.
     *
     * @param toolName the tool
     * @param event what happened in its run
     */
    record Nested(String toolName, RunEvent event) implements RunEvent {}

    /**
     * The run is over.
     *
     * @param result what it left behind
     */
    record RunFinished(RunResult result) implements RunEvent {}
}
