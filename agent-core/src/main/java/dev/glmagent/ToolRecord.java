package dev.glmagent;

import dev.glmagent.chat.ToolCall;
import dev.glmagent.tool.ToolResult;
import java.time.Duration;

/**
 * One tool call of a run.
 *
 * @param call what the model asked for
 * @param result what came of it
 * @param took how long the call ran
 */
public record ToolRecord(ToolCall call, ToolResult result, Duration took) {}
