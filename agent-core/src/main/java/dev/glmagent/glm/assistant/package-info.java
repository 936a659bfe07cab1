/** Assistants of the platform: they keep the conversation and use tools of their own. */
@NullMarked
package dev.glmagent.glm.assistant;

import org.jspecify.annotations.NullMarked;
