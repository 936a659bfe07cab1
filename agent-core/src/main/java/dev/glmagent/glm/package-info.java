/** The GLM platform behind one door, {@link dev.glmagent.glm.Glm}. */
@NullMarked
package dev.glmagent.glm;

import org.jspecify.annotations.NullMarked;
