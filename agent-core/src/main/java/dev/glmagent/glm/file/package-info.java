/** Files on the platform, for batches and fine-tuning: {@link dev.glmagent.glm.Glm#files()}. */
@NullMarked
package dev.glmagent.glm.file;

import org.jspecify.annotations.NullMarked;
