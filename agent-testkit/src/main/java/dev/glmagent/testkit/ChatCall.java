package dev.glmagent.testkit;

import java.util.List;
import java.util.Optional;

/**
 * A chat request that passed the platform's checks.
 *
 * @param model the model id as it was sent
 * @param messages the conversation
 * @param tools the functions offered, possibly none
 * @param passages what the platform's own tools (retrieval, web_search) found for the last question, the best first
 * @param json the whole request body
 */
public record ChatCall(String model, List<Message> messages, List<Tool> tools, List<String> passages, String json) {

    /** Copies the lists. */
    public ChatCall {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        passages = List.copyOf(passages);
    }

    /**
     * The question.
     *
     * @return the text of the last user message
     */
    public String lastUserText() {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).role().equals("user")) {
                return messages.get(i).content();
            }
        }
        return "";
    }

    /**
     * One message.
     *
     * @param role {@code system}, {@code user}, {@code assistant} or {@code tool}
     * @param content its text; the text parts joined when it came in parts; empty when it had none
     * @param toolCalls what an assistant message calls, otherwise empty
     * @param toolCallId what a tool message answers, otherwise empty
     */
    public record Message(String role, String content, List<ToolCall> toolCalls, Optional<String> toolCallId) {

        /** Copies the calls. */
        public Message {
            toolCalls = List.copyOf(toolCalls);
        }
    }

    /**
     * A call in the history.
     *
     * @param id its id
     * @param name the tool
     * @param argumentsJson its arguments, unchecked
     */
    public record ToolCall(String id, String name, String argumentsJson) {}

    /**
     * A function on offer.
     *
     * @param name its name
     * @param description its description, or empty
     * @param parametersJson its JSON Schema, or {@code {}}
     */
    public record Tool(String name, String description, String parametersJson) {}
}
