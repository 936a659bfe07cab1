package dev.glmagent.loop;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An assistant message whose calls are not all answered yet. It is no part of the conversation until they are.
 *
 * @param message what the model said
 * @param offered the names of the tools that were offered when it did
 * @param asked the ids of the calls that wait for a human
 * @param answers what is known already, by call id
 */
public record PendingTurn(
        AssistantMessage message, Set<String> offered, Set<String> asked, Map<String, Answer> answers) {

    /** Copies the collections. */
    public PendingTurn {
        offered = Set.copyOf(offered);
        asked = Set.copyOf(asked);
        answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
    }

    /**
     * What came of a call.
     *
     * @param text what the model sees
     * @param error whether the call did not do what it was asked for
     * @param isAnswer whether the text is the answer to the user
     */
    public record Answer(String text, boolean error, boolean isAnswer) {

        static Answer error(String text) {
            return new Answer(text, true, false);
        }
    }

    /**
     * The calls that can run now.
     *
     * @return in call order; empty when all are answered or wait for a human
     */
    public List<ToolCall> runnable() {
        return message.toolCalls().stream()
                .filter(call -> !answers.containsKey(call.id()) && !asked.contains(call.id()))
                .toList();
    }

    /**
     * The calls that wait for a human.
     *
     * @return in call order
     */
    public List<ToolCall> waiting() {
        return message.toolCalls().stream()
                .filter(call -> asked.contains(call.id()))
                .toList();
    }

    PendingTurn with(Map<String, Answer> more, Set<String> stillAsked) {
        Map<String, Answer> all = new LinkedHashMap<>(answers);
        all.putAll(more);
        return new PendingTurn(message, offered, stillAsked, all);
    }

    List<Answer> inCallOrder() {
        return message.toolCalls().stream()
                .map(call -> Objects.requireNonNull(answers.get(call.id())))
                .toList();
    }

    /** The whole turn, with one answer per call. */
    List<Message> turn(String afterLast) {
        List<Message> turn = new ArrayList<>();
        turn.add(message);
        List<Answer> inOrder = inCallOrder();
        for (int i = 0; i < inOrder.size(); i++) {
            String text = inOrder.get(i).text() + (i == inOrder.size() - 1 ? afterLast : "");
            turn.add(new ToolMessage(message.toolCalls().get(i).id(), text));
        }
        return turn;
    }
}
