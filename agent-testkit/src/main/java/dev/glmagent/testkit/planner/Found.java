package dev.glmagent.testkit.planner;

/**
 * Something found in a question.
 *
 * @param value what it stands for
 * @param start its first character's index
 * @param end the index after its last
 * @param <T> place name, date or number
 */
record Found<T>(T value, int start, int end) {}
