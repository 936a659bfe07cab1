/** Small services on texts: web search, reranking, counting tokens, moderation: {@link dev.glmagent.glm.Glm#texts()}. */
@NullMarked
package dev.glmagent.glm.text;

import org.jspecify.annotations.NullMarked;
