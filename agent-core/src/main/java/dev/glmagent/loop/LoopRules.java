package dev.glmagent.loop;

import dev.glmagent.chat.SystemMessage;
import java.util.Optional;

/**
 * What a loop decides by.
 *
 * @param system set before every conversation, when given
 * @param tools offered with every request
 * @param limits how far a run may go
 * @param approvals which calls may run
 * @param answerTool the tool that the answer has to be given by, for an answer of a type
 */
public record LoopRules(
        Optional<SystemMessage> system,
        ToolChoice tools,
        Limits limits,
        ApprovalPolicy approvals,
        Optional<String> answerTool) {}
