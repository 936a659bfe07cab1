/** Many requests in the background at half the price: {@link dev.glmagent.glm.Glm#batches()}. */
@NullMarked
package dev.glmagent.glm.batch;

import org.jspecify.annotations.NullMarked;
