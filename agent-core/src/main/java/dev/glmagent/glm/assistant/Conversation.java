package dev.glmagent.glm.assistant;

import dev.glmagent.chat.Usage;
import java.time.Instant;
import java.util.Optional;

/**
 * A conversation that the platform keeps.
 *
 * @param id for {@link AssistantRequest#inConversation}
 * @param assistantId with whom
 * @param createTime when it began, if the platform said so
 * @param updateTime when it last went on, if the platform said so
 * @param usage what all of it cost; empty means unknown, not zero
 */
public record Conversation(
        String id,
        String assistantId,
        Optional<Instant> createTime,
        Optional<Instant> updateTime,
        Optional<Usage> usage) {}
