package dev.glmagent.glm.knowledge;

import java.util.Optional;

/**
 * A knowledge base that is wanted.
 *
 * @param name its name, at most 100 characters
 * @param embeddingId which model makes its vectors: {@link #EMBEDDING_2}, {@link #EMBEDDING_3}
 * @param description what is in it, at most 500 characters
 * @param background its colour in the console: {@code blue}, {@code red}, {@code orange}, {@code purple} or {@code sky}
 * @param icon its sign in the console: {@code question}, {@code book}, {@code seal}, {@code wrench}, {@code tag},
 *     {@code horn} or {@code house}
 */
public record KnowledgeRequest(
        String name,
        int embeddingId,
        Optional<String> description,
        Optional<String> background,
        Optional<String> icon) {

    /** Vectors of Embedding-2. */
    public static final int EMBEDDING_2 = 3;

    /** Vectors of Embedding-3. */
    public static final int EMBEDDING_3 = 11;

    /** Checks the name. */
    public KnowledgeRequest {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A knowledge base needs a name.");
        }
    }

    /**
     * A knowledge base with vectors of Embedding-3.
     *
     * @param name its name
     * @return the request
     */
    public static KnowledgeRequest of(String name) {
        return new KnowledgeRequest(name, EMBEDDING_3, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The same with a description.
     *
     * @param text what is in it
     * @return a copy
     */
    public KnowledgeRequest withDescription(String text) {
        return new KnowledgeRequest(name, embeddingId, Optional.of(text), background, icon);
    }

    /**
     * The same with vectors of another model.
     *
     * @param id the platform's number of the model
     * @return a copy
     */
    public KnowledgeRequest withEmbeddingId(int id) {
        return new KnowledgeRequest(name, id, description, background, icon);
    }
}
