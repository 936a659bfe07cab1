package dev.glmagent.chat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a well-formed conversation of a broken one, the same of the same, and nothing of a well-formed one: system messages
 * go first, an answer without a call goes, a call without an answer gets one, answers stand in call order. What it makes
 * can be sent; keep the original.
 */
public final class HistoryRepair {

    /** What the model is told about a call whose answer is lost. */
    public static final String NO_RESULT = "no result was recorded for this call; it may or may not have run";

    private HistoryRepair() {}

    /**
     * Repairs a conversation.
     *
     * @param messages in any state
     * @return the same list when nothing was wrong with it
     */
    public static List<Message> repair(List<Message> messages) {
        List<Message> repaired = new ArrayList<>(messages.size());
        messages.stream().filter(SystemMessage.class::isInstance).forEach(repaired::add);
        for (int i = 0; i < messages.size(); i++) {
            Message message = messages.get(i);
            if (message instanceof UserMessage) {
                repaired.add(message);
            } else if (message instanceof AssistantMessage assistant) {
                repaired.add(assistant);
                Map<String, ToolMessage> answers = answersAfter(messages, i + 1);
                for (ToolCall call : assistant.toolCalls()) {
                    ToolMessage answer = answers.remove(call.id());
                    repaired.add(answer == null ? new ToolMessage(call.id(), NO_RESULT) : answer);
                }
            }
        }
        return repaired.equals(messages) ? messages : List.copyOf(repaired);
    }

    /** Up to the next assistant message: a user's message that slipped in between does not part a call from its answer. */
    private static Map<String, ToolMessage> answersAfter(List<Message> messages, int from) {
        Map<String, ToolMessage> answers = new HashMap<>();
        for (int i = from; i < messages.size() && !(messages.get(i) instanceof AssistantMessage); i++) {
            if (messages.get(i) instanceof ToolMessage answer) {
                answers.putIfAbsent(answer.toolCallId(), answer);
            }
        }
        return answers;
    }
}
