package dev.glmagent;

import dev.glmagent.chat.Message;
import dev.glmagent.tool.ContextValues;
import java.util.List;

/**
 * What a guard may know beside the text it judges.
 *
 * @param messages the conversation: with the question as its last message for an input guard, without the answer for an
 *     output guard
 * @param values what your program handed to the run
 */
public record GuardContext(List<Message> messages, ContextValues values) {

    /** Copies the messages. */
    public GuardContext {
        messages = List.copyOf(messages);
    }
}
