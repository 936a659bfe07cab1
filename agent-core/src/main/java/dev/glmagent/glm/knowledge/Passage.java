package dev.glmagent.glm.knowledge;

/**
 * A piece of a document that was found.
 *
 * @param text its words
 * @param score how well it fits, more is better
 * @param documentId the document it is from
 * @param documentName that document's name
 */
public record Passage(String text, double score, String documentId, String documentName) {}
