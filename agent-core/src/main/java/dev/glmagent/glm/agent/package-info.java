/** Agents that the platform offers ready-made: translation, slides, receipts, videos. */
@NullMarked
package dev.glmagent.glm.agent;

import org.jspecify.annotations.NullMarked;
