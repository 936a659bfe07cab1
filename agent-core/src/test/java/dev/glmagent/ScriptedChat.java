package dev.glmagent;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.Usage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A model that says what a test tells it to, and remembers what it was asked. */
public final class ScriptedChat implements ChatModel {

    public static final Usage USAGE = new Usage(10, 5, 15, 2, 1);

    private final Deque<Supplier<ChatReply>> script = new ArrayDeque<>();
    private final List<ChatRequest> requests = new ArrayList<>();

    public ScriptedChat says(String text) {
        return says(text, FinishReason.STOP);
    }

    public ScriptedChat says(String text, FinishReason reason, ToolCall... calls) {
        script.add(() -> reply(text, reason, calls));
        return this;
    }

    public ScriptedChat calls(ToolCall... calls) {
        return says("", FinishReason.TOOL_CALLS, calls);
    }

    public ScriptedChat fails(RuntimeException error) {
        script.add(() -> {
            throw error;
        });
        return this;
    }

    public static ChatReply reply(String text, FinishReason reason, ToolCall... calls) {
        return new ChatReply(
                "1", "scripted", new AssistantMessage(text, "", List.of(calls)), reason, Optional.of(USAGE));
    }

    public static ToolCall call(String name, String arguments) {
        return new ToolCall("call_" + name, name, arguments);
    }

    @Override
    public ChatReply chat(ChatRequest request, ChatContext context) {
        requests.add(request);
        return script.remove().get();
    }

    public List<ChatRequest> requests() {
        return requests;
    }
}
