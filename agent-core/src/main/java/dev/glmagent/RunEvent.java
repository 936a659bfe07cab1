package dev.glmagent;

import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.tool.ToolResult;
import java.time.Duration;

/** What happens in a run, as it happens. A step is one model call and the tools that it asked for. */
public sealed interface RunEvent {

    /**
     * The run began.
     *
     * @param question what was asked
     */
    record RunStarted(UserMessage question) implements RunEvent {}

    /**
     * The model is about to be asked.
     *
     * @param step 1 for the first model call of the run
     * @param request what it is asked
     */
    record StepStarted(int step, ChatRequest request) implements RunEvent {}

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
     * The run is over.
     *
     * @param result what it left behind
     */
    record RunFinished(RunResult result) implements RunEvent {}
}
