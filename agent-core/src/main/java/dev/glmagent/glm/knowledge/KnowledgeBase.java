package dev.glmagent.glm.knowledge;

/**
 * A knowledge base of the platform.
 *
 * @param id names it in other calls and to the retrieval tool
 * @param name its name
 * @param description what is in it, empty when it has none
 * @param embeddingId which model makes its vectors
 * @param documentSize how many documents it has
 * @param length their bytes
 * @param wordNum their words
 */
public record KnowledgeBase(
        String id, String name, String description, int embeddingId, long documentSize, long length, long wordNum) {}
