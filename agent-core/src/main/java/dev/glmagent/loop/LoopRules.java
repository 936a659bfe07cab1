package dev.glmagent.loop;

import dev.glmagent.chat.HistoryRepair;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a loop decides by.
 *
 * @param system set before every conversation, when given
 * @param tools offered with every request
 * @param limits how far a run may go
 * @param approvals which calls may run
 * @param answerTool the tool that the answer has to be given by, for an answer of a type. It needs no approval, and its
 *     call is no tool call
 * @param handoffs the tools that move the conversation to another agent
 */
public record LoopRules(
        Optional<SystemMessage> system,
        ToolChoice tools,
        Limits limits,
        ApprovalPolicy approvals,
        Optional<String> answerTool,
        Set<String> handoffs) {

    /** Copies the names. */
    public LoopRules {
        handoffs = Set.copyOf(handoffs);
    }

    /**
     * The same rules for an answer of a type.
     *
     * @param tool takes the answer
     * @return other rules
     */
    public LoopRules withAnswerTool(ToolDefinition tool) {
        return new LoopRules(
                system,
                tools.plus(ToolRegistry.of(tool)),
                limits,
                approvals,
                Optional.of(tool.spec().name()),
                handoffs);
    }

    /**
     * A stored conversation as a run begins with it.
     *
     * @param history earlier turns, oldest first; a broken one is repaired
     * @return with the system message first
     */
    public List<Message> conversation(List<Message> history) {
        List<Message> sound = HistoryRepair.repair(history);
        List<Message> messages = new ArrayList<>();
        system.filter(message -> !sound.contains(message)).ifPresent(messages::add);
        messages.addAll(sound);
        return messages;
    }
}
