package dev.glmagent.loop;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything a run knows between two steps. Immutable; {@link AgentLoop} makes the next one.
 *
 * @param messages the conversation so far, always well formed: an assistant message with tool calls enters together with
 *     all its answers or not at all
 * @param pending the assistant message whose tool calls are still to be run
 * @param modelCalls how often the model replied; a call that failed is not counted
 * @param toolCalls how many tool calls were answered
 * @param finish how the run ended, once it has
 */
public record RunState(
        List<Message> messages,
        Optional<AssistantMessage> pending,
        int modelCalls,
        int toolCalls,
        Optional<NextStep.Finish> finish) {

    /** Copies the messages. */
    public RunState {
        messages = List.copyOf(messages);
    }

    RunState waitingFor(AssistantMessage assistant) {
        return new RunState(messages, Optional.of(assistant), modelCalls + 1, toolCalls, Optional.empty());
    }

    RunState answered(List<Message> turn, int calls) {
        return new RunState(concat(messages, turn), Optional.empty(), modelCalls, toolCalls + calls, finish);
    }

    RunState finished(NextStep.Reason reason, String text, List<Message> lastWords) {
        return new RunState(
                concat(messages, lastWords),
                Optional.empty(),
                modelCalls + 1,
                toolCalls,
                Optional.of(new NextStep.Finish(reason, text)));
    }

    private static List<Message> concat(List<Message> first, List<Message> second) {
        List<Message> all = new ArrayList<>(first.size() + second.size());
        all.addAll(first);
        all.addAll(second);
        return all;
    }
}
