/**
 * The front door: {@link dev.glmagent.Agent} answers questions with a model and tools, and every run ends in a
 * {@link dev.glmagent.RunResult}.
 */
@NullMarked
package dev.glmagent;

import org.jspecify.annotations.NullMarked;
