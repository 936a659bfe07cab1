package dev.glmagent.glm.text;

/**
 * A text in the order of how well it answers a question.
 *
 * @param index its place among the texts that were given, from 0
 * @param relevanceScore how well it answers, 0 to 1
 */
public record Ranked(int index, double relevanceScore) {}
