package dev.glmagent.chat;

import java.util.List;

/** The order rules of {@link ChatRequest}; one walk over the messages. */
final class ConversationRules {

    private ConversationRules() {}

    static void check(List<Message> messages) {
        requireUserMessage(messages);
        int index = leadingSystemMessages(messages);
        while (index < messages.size()) {
            Message message = messages.get(index);
            if (message instanceof SystemMessage) {
                throw at(
                        index,
                        "is a system message after the conversation began, where GLM ignores it."
                                + " Fix: put system messages before all others.");
            }
            if (message instanceof ToolMessage orphan) {
                throw at(
                        index,
                        "answers the call \"" + orphan.toolCallId() + "\", but no assistant message before it is"
                                + " waiting for that answer. Fix: keep an assistant message and its tool messages together.");
            }
            index++;
            if (message instanceof AssistantMessage assistant) {
                requireAnswers(messages, index, assistant.toolCalls());
                index += assistant.toolCalls().size();
            }
        }
    }

    private static void requireUserMessage(List<Message> messages) {
        if (messages.stream().anyMatch(UserMessage.class::isInstance)) {
            return;
        }
        String found = messages.isEmpty()
                ? "is empty"
                : messages.stream().allMatch(SystemMessage.class::isInstance)
                        ? "holds only system messages"
                        : "holds no user message";
        throw new InvalidConversationException("The conversation " + found
                + "; GLM answers the last user message and refuses a conversation without one (code 1214)."
                + " Fix: add a user message after the system messages.");
    }

    private static int leadingSystemMessages(List<Message> messages) {
        int count = 0;
        while (messages.get(count) instanceof SystemMessage) {
            count++;
        }
        return count;
    }

    private static void requireAnswers(List<Message> messages, int from, List<ToolCall> calls) {
        for (int i = 0; i < calls.size(); i++) {
            ToolCall call = calls.get(i);
            boolean answered = from + i < messages.size()
                    && messages.get(from + i) instanceof ToolMessage answer
                    && answer.toolCallId().equals(call.id());
            if (!answered) {
                throw at(
                        from - 1,
                        "calls " + call.name() + " with the id \"" + call.id() + "\", but messages["
                                + (from + i)
                                + "] is not its answer. Fix: after an assistant message put exactly one tool"
                                + " message per call, in call order.");
            }
        }
    }

    private static InvalidConversationException at(int index, String what) {
        return new InvalidConversationException("messages[" + index + "] " + what);
    }
}
