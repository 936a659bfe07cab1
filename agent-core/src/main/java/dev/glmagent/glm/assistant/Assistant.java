package dev.glmagent.glm.assistant;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An assistant that can be asked.
 *
 * @param assistantId names it in other calls
 * @param name its name
 * @param avatar the address of its picture
 * @param description what it is for
 * @param status the platform's word, for example {@code publish}
 * @param tools what it may use
 * @param createdAt when it was made, if the platform said so
 * @param updatedAt when it was changed, if the platform said so
 * @param starterPrompts questions to begin with
 */
public record Assistant(
        String assistantId,
        String name,
        String avatar,
        String description,
        String status,
        List<String> tools,
        Optional<Instant> createdAt,
        Optional<Instant> updatedAt,
        List<String> starterPrompts) {

    /** Copies the lists. */
    public Assistant {
        tools = List.copyOf(tools);
        starterPrompts = List.copyOf(starterPrompts);
    }
}
