package dev.glmagent.glm.knowledge;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.Optional;

/**
 * A document in a knowledge base.
 *
 * @param id names it in other calls
 * @param name its name
 * @param url where it came from, empty when it was uploaded
 * @param length its bytes
 * @param wordNum its words
 * @param embeddingStat 0 while it is read, 1 when it can be found, 2 when it cannot be used
 * @param failInfo why it cannot be used
 */
public record KnowledgeDocument(
        String id,
        String name,
        String url,
        long length,
        long wordNum,
        int embeddingStat,
        @JsonAlias("failInfo") Optional<FailInfo> failInfo) {

    /**
     * Whether models find what is in it.
     *
     * @return true once it has been read
     */
    public boolean isSearchable() {
        return embeddingStat == 1;
    }

    /**
     * Whether it cannot be used, for good.
     *
     * @return true when reading it failed
     */
    public boolean isUnusable() {
        return embeddingStat == 2;
    }

    /**
     * Why a document cannot be used.
     *
     * @param embeddingCode 10001 unusable or no room, 10002 too many words
     * @param embeddingMsg in words
     */
    public record FailInfo(String embeddingCode, String embeddingMsg) {}
}
