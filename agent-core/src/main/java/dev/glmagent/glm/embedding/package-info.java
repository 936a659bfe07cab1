/** Vectors of texts, for finding texts by meaning: {@link dev.glmagent.glm.Glm#embeddings()}. */
@NullMarked
package dev.glmagent.glm.embedding;

import org.jspecify.annotations.NullMarked;
