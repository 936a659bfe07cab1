/**
 * What GLM's chat offers beyond a conversation and its tools: options of a request, tools that run on the platform, replies
 * with their sources, tasks that answer later.
 */
@NullMarked
package dev.glmagent.glm.chat;

import org.jspecify.annotations.NullMarked;
