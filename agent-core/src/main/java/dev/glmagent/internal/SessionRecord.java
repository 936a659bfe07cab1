package dev.glmagent.internal;

import dev.glmagent.chat.Message;
import dev.glmagent.loop.RunState;
import dev.glmagent.tool.ToolResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What one append adds to the log of a session. */
public sealed interface SessionRecord {

    /**
     * Somebody drives a run from now on.
     *
     * @param runId the run, new or left unfinished
     * @param until when it is over at the latest, by its limit of time; nobody else drives a run of the session until then
     * @param messages what the run before is closed with, if it was left unfinished
     * @param state of a run that goes on
     */
    record Opened(String runId, Instant until, List<Message> messages, Optional<RunState> state)
            implements SessionRecord {}

    /**
     * The run got on.
     *
     * @param messages whole turns, new in the conversation
     * @param state where the run stands, without its messages
     */
    record Saved(List<Message> messages, RunState state) implements SessionRecord {}

    /**
     * A call of a tool that is not read-only is about to run.
     *
     * @param callId the call
     * @param tool for people who read the log
     */
    record Started(String callId, String tool) implements SessionRecord {}

    /**
     * The call has run.
     *
     * @param callId the call
     * @param result what came of it, without data
     */
    record Ended(String callId, ToolResult result) implements SessionRecord {}

    /**
     * Nobody drives the run any more.
     *
     * @param messages whole turns, new in the conversation
     * @param state where it can go on, without its messages; empty when it is over
     */
    record Over(List<Message> messages, Optional<RunState> state) implements SessionRecord {}
}
