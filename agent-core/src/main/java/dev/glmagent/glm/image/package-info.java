/** Pictures from words: {@link dev.glmagent.glm.Glm#images()}. */
@NullMarked
package dev.glmagent.glm.image;

import org.jspecify.annotations.NullMarked;
