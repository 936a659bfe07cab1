package dev.glmagent.glm.agent;

import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Usage;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an agent gave.
 *
 * @param id the platform's id of it; empty in a history
 * @param agentId who gave it
 * @param conversationId for {@link AgentRequest#inConversation}; empty for agents without conversations
 * @param parts what it is made of, in order
 * @param finishReason why it ended; empty text in a history
 * @param usage the cost in tokens; empty means unknown, not zero
 */
public record AgentReply(
        String id,
        String agentId,
        String conversationId,
        List<AgentPart> parts,
        FinishReason finishReason,
        Optional<Usage> usage) {

    /** Copies the list. */
    public AgentReply {
        parts = List.copyOf(parts);
    }

    /**
     * The words of the answer, without those of the agent's thinking.
     *
     * @return empty when there are none
     */
    public String text() {
        return parts.stream()
                .filter(part -> part.type().equals("text") && !part.isThinking())
                .map(AgentPart::value)
                .collect(Collectors.joining());
    }

    /**
     * The parts of one kind.
     *
     * @param type for example {@code image_url}
     * @return their values
     */
    public List<String> values(String type) {
        return parts.stream()
                .filter(part -> part.type().equals(type))
                .map(AgentPart::value)
                .toList();
    }
}
