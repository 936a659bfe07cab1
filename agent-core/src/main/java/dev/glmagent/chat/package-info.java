/**
 * The vocabulary of a conversation: messages, tool calls, a request, a reply, and {@link dev.glmagent.chat.ChatModel},
 * the one interface a model implements. Imports nothing of the rest of the framework.
 */
@NullMarked
package dev.glmagent.chat;

import org.jspecify.annotations.NullMarked;
