package dev.glmagent.glm.batch;

import dev.glmagent.chat.ChatReply;
import java.util.Optional;

/**
 * The answer to one question of a batch.
 *
 * @param customId the question's id
 * @param statusCode the HTTP status that the question alone would have got; 0 when the platform does not say
 * @param reply the reply; empty when there is none, then see {@code body}
 * @param body all that the platform says, as JSON
 */
public record BatchResult(String customId, int statusCode, Optional<ChatReply> reply, String body) {}
