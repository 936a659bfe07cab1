package dev.glmagent.glm.embedding;

import java.util.List;
import java.util.Optional;

/**
 * Texts whose vectors are wanted.
 *
 * @param model {@code embedding-2} (1024 numbers a vector, at most 512 tokens a text) or {@code embedding-3} (at most 3072
 *     tokens a text)
 * @param texts any number of them, none blank
 * @param dimensions how many numbers a vector has; {@code embedding-3} knows 256, 512, 1024 and 2048, which is its default.
 *     {@code embedding-2} takes no wish
 */
public record EmbeddingRequest(String model, List<String> texts, Optional<Integer> dimensions) {

    /** Checks and copies the texts. */
    public EmbeddingRequest {
        texts = List.copyOf(texts);
        if (texts.isEmpty()) {
            throw new IllegalArgumentException("There is no text to embed. Fix: give at least one.");
        }
        for (int i = 0; i < texts.size(); i++) {
            if (texts.get(i).isBlank()) {
                throw new IllegalArgumentException("Text " + (i + 1) + " of " + texts.size()
                        + " is blank; GLM refuses the whole request for it. Fix: leave it out.");
            }
        }
    }

    /**
     * With vectors of the model's usual length.
     *
     * @param model the model's id
     * @param texts the texts
     * @return the request
     */
    public static EmbeddingRequest of(String model, List<String> texts) {
        return new EmbeddingRequest(model, texts, Optional.empty());
    }

    /**
     * With vectors of the model's usual length.
     *
     * @param model the model's id
     * @param texts the texts
     * @return the request
     */
    public static EmbeddingRequest of(String model, String... texts) {
        return of(model, List.of(texts));
    }

    /**
     * The same texts with shorter or longer vectors.
     *
     * @param count how many numbers a vector has
     * @return a copy
     */
    public EmbeddingRequest withDimensions(int count) {
        return new EmbeddingRequest(model, texts, Optional.of(count));
    }
}
