package dev.glmagent.glm.assistant;

import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Usage;
import java.util.List;
import java.util.Optional;

/**
 * What an assistant answered.
 *
 * @param id the platform's id of the answer
 * @param conversationId for {@link AssistantRequest#inConversation}
 * @param assistantId who answered
 * @param text the words of the answer; empty when it is a picture or the like
 * @param toolUses what the assistant did on the way, in order
 * @param finishReason why it ended
 * @param usage the cost in tokens; empty means unknown, not zero
 */
public record AssistantReply(
        String id,
        String conversationId,
        String assistantId,
        String text,
        List<ToolUse> toolUses,
        FinishReason finishReason,
        Optional<Usage> usage) {

    /** Copies the list. */
    public AssistantReply {
        toolUses = List.copyOf(toolUses);
    }
}
