/** Documents that models look things up in: {@link dev.glmagent.glm.Glm#knowledge()}. */
@NullMarked
package dev.glmagent.glm.knowledge;

import org.jspecify.annotations.NullMarked;
