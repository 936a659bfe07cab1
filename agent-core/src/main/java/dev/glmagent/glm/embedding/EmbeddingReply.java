package dev.glmagent.glm.embedding;

import dev.glmagent.chat.Usage;
import java.util.List;

/**
 * The vectors of some texts.
 *
 * @param model the model that made them, as the platform names it
 * @param embeddings one for each text, in the order of the texts
 * @param usage what it cost, all requests together
 */
public record EmbeddingReply(String model, List<Embedding> embeddings, Usage usage) {

    /** Copies the vectors. */
    public EmbeddingReply {
        embeddings = List.copyOf(embeddings);
    }
}
