package dev.glmagent.glm.chat;

/**
 * A place in a source file that {@code codegeex-4} fills.
 *
 * @param path the file's path
 * @param language its language, for example {@code Java}
 * @param before the code before the place
 * @param after the code after it
 */
public record CodeGap(String path, String language, String before, String after) {}
