package dev.glmagent.testing;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatEvent;
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

/**
 * A model that says what a test tells it to, in order, and remembers what it was asked. Asked to stream, it sends its text in
 * two pieces. Thread-safe.
 *
 * <pre>{@code
 * ScriptedModel model = new ScriptedModel()
 *         .call("weather", "{\"city\":\"北京\"}")
 *         .reply("4.5 °C");
 * Agent agent = Agent.builder().model(model).tools(tools).build();
 *
 * assertEquals("4.5 °C", agent.run("How warm is it?").text());
 * assertEquals(2, model.requests().size());
 * }</pre>
 */
public final class ScriptedModel implements ChatModel {

    /** What each reply costs, unless {@link #raw} says otherwise. */
    public static final Usage USAGE = new Usage(10, 5, 15, 2, 1);

    private final Deque<ChatModel> script = new ArrayDeque<>();
    private final List<ChatRequest> requests = new ArrayList<>();

    /**
     * Says something.
     *
     * @param text the answer
     * @return this model
     */
    public ScriptedModel reply(String text) {
        return reply(text, FinishReason.STOP);
    }

    /**
     * Says something, and why it stopped.
     *
     * @param text may be empty
     * @param reason the finish reason
     * @param calls the calls that come with it
     * @return this model
     */
    public ScriptedModel reply(String text, FinishReason reason, ToolCall... calls) {
        return raw(replyOf(text, reason, calls));
    }

    /**
     * Calls one tool, by the id {@code call_} and its name.
     *
     * @param name the tool
     * @param arguments its arguments as text, right or wrong
     * @return this model
     */
    public ScriptedModel call(String name, String arguments) {
        return calls(callOf(name, arguments));
    }

    /**
     * Calls tools.
     *
     * @param calls one or more
     * @return this model
     */
    public ScriptedModel calls(ToolCall... calls) {
        return reply("", FinishReason.TOOL_CALLS, calls);
    }

    /**
     * Gives a whole reply of the test's own.
     *
     * @param reply the reply
     * @return this model
     */
    public ScriptedModel raw(ChatReply reply) {
        return then((request, context) -> {
            if (context.streaming()) {
                stream(reply.message(), context);
            }
            return reply;
        });
    }

    /**
     * Fails.
     *
     * @param error what is thrown
     * @return this model
     */
    public ScriptedModel fail(RuntimeException error) {
        return then((request, context) -> {
            throw error;
        });
    }

    /**
     * Does what the test says: look at the request, wait, cancel.
     *
     * @param step takes the place of a reply
     * @return this model
     */
    public synchronized ScriptedModel then(ChatModel step) {
        script.add(step);
        return this;
    }

    /**
     * A whole reply.
     *
     * @param text may be empty
     * @param reason the finish reason
     * @param calls the calls that come with it
     * @return the reply, with {@link #USAGE}
     */
    public static ChatReply replyOf(String text, FinishReason reason, ToolCall... calls) {
        return new ChatReply(
                "1", "scripted", new AssistantMessage(text, "", List.of(calls)), reason, Optional.of(USAGE));
    }

    /**
     * A call.
     *
     * @param name the tool
     * @param arguments its arguments as text
     * @return the call, by the id {@code call_} and its name
     */
    public static ToolCall callOf(String name, String arguments) {
        return new ToolCall("call_" + name, name, arguments);
    }

    /**
     * What the model was asked.
     *
     * @return oldest first
     */
    public synchronized List<ChatRequest> requests() {
        return List.copyOf(requests);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException when the script is over
     */
    @Override
    public ChatReply chat(ChatRequest request, ChatContext context) {
        ChatModel step;
        synchronized (this) {
            requests.add(request);
            step = script.poll();
        }
        if (step == null) {
            throw new IllegalStateException("The script is over, but the model is asked once more. Last message: "
                    + request.messages().get(request.messages().size() - 1));
        }
        return step.chat(request, context);
    }

    private static void stream(AssistantMessage message, ChatContext context) {
        String text = message.text();
        int half = text.offsetByCodePoints(0, text.codePointCount(0, text.length()) / 2);
        for (String piece : List.of(text.substring(0, half), text.substring(half))) {
            if (!piece.isEmpty()) {
                context.events().accept(new ChatEvent.TextDelta(piece));
            }
        }
        for (int i = 0; i < message.toolCalls().size(); i++) {
            ToolCall call = message.toolCalls().get(i);
            context.events().accept(new ChatEvent.ToolCallDelta(i, call.name(), call.arguments()));
        }
    }
}
