package dev.glmagent.testing;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.chat.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model that calls every tool once with the least that its schema allows, then answers with all results. It shows that an
 * agent is wired, without a script. Thread-safe, as it has no state.
 *
 * <pre>{@code
 * RunResult result = Agent.builder().model(new TestModel()).tools(tools).build().run("go");
 * assertTrue(result.toolCalls().stream().noneMatch(call -> call.result().isError()));
 * }</pre>
 */
public final class TestModel implements ChatModel {

    @Override
    public ChatReply chat(ChatRequest request, ChatContext context) {
        List<Message> turn = request.messages()
                .subList(lastQuestion(request) + 1, request.messages().size());
        if (turn.isEmpty() && !request.tools().isEmpty()) {
            List<ToolCall> calls = new ArrayList<>();
            for (ToolSpec tool : request.tools()) {
                calls.add(new ToolCall("test_" + calls.size(), tool.name(), MinimalJson.of(tool.parameters())));
            }
            return new ChatReply(
                    "1", "test", new AssistantMessage("", "", calls), FinishReason.TOOL_CALLS, Optional.empty());
        }
        String text = turn.stream()
                .filter(ToolMessage.class::isInstance)
                .map(message -> ((ToolMessage) message).text())
                .reduce((first, second) -> first + "\n" + second)
                .orElse("no tools");
        return new ChatReply("1", "test", AssistantMessage.of(text), FinishReason.STOP, Optional.empty());
    }

    private static int lastQuestion(ChatRequest request) {
        int last = request.messages().size() - 1;
        while (!(request.messages().get(last) instanceof UserMessage)) {
            last--;
        }
        return last;
    }
}
