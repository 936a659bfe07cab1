package dev.glmagent.glm;

import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.glm.chat.AsyncReply;
import dev.glmagent.glm.chat.ChatOptions;
import dev.glmagent.glm.chat.GlmReply;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.ChatWriter;
import dev.glmagent.glm.internal.Content;
import dev.glmagent.glm.internal.ReplyReader;
import dev.glmagent.glm.internal.ReplyStreamReader;
import dev.glmagent.glm.internal.ResponseReader;
import dev.glmagent.glm.internal.TaskReader;
import dev.glmagent.glm.internal.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * A chat model of the GLM platform, made by {@link Glm#chatModel}. Immutable and thread-safe.
 *
 * <pre>{@code
 * GlmChatModel model = glm.chatModel("glm-4")
 *         .with(ChatOptions.of().temperature(0.3))
 *         .withFallback("glm-4-flash");
 * model.chat(request, ChatContext.streaming(event -> show(event)));
 * }</pre>
 */
public final class GlmChatModel implements ChatModel {

    private static final String PATH = "chat/completions";

    /** The platform or the model has too much to do, whoever asks. */
    private static final Set<String> OVERLOADED = Set.of("1305", "1312");

    private final Transport transport;
    private final Dialect dialect;
    private final String name;
    private final ChatOptions options;
    private final Optional<String> fallback;

    GlmChatModel(Transport transport, Dialect dialect, String name) {
        this(transport, dialect, name, ChatOptions.of(), Optional.empty());
    }

    private GlmChatModel(
            Transport transport, Dialect dialect, String name, ChatOptions options, Optional<String> fallback) {
        this.transport = transport;
        this.dialect = dialect;
        this.name = name;
        this.options = options;
        this.fallback = fallback;
    }

    /**
     * The same model, asked otherwise.
     *
     * @param other takes the place of the options so far
     * @return a copy
     * @throws IllegalArgumentException when the endpoint has no such option
     */
    public GlmChatModel with(ChatOptions other) {
        if (!dialect.isGlm() && !other.serverTools().isEmpty()) {
            throw new IllegalArgumentException(
                    "The tool " + other.serverTools().get(0).type()
                            + " runs on GLM's platform, and this client talks to another one. Fix: leave it out.");
        }
        return new GlmChatModel(transport, dialect, name, other, fallback);
    }

    /**
     * The same model, and another one that answers in its place when it is overloaded after all attempts.
     *
     * @param model the other model's id
     * @return a copy
     */
    public GlmChatModel withFallback(String model) {
        return new GlmChatModel(transport, dialect, name, options, Optional.of(model));
    }

    /**
     * {@inheritDoc}
     *
     * @throws GlmException when the platform gives no reply
     */
    @Override
    public ChatReply chat(ChatRequest request, ChatContext context) {
        return ask(request, context).reply();
    }

    /**
     * {@inheritDoc}
     *
     * @return remembers the bytes of each message and of the tools
     */
    @Override
    public ChatModel forOneRun() {
        ChatWriter writer = writer();
        return (request, context) -> ask(request, context, writer).reply();
    }

    /**
     * Asks the model and waits for its reply, with what only GLM tells about it.
     *
     * @param request a checked conversation
     * @return the reply
     * @throws GlmException when the platform gives no reply
     */
    public GlmReply ask(ChatRequest request) {
        return ask(request, ChatContext.blocking());
    }

    /**
     * Asks the model and waits for its reply, with what only GLM tells about it.
     *
     * @param request a checked conversation
     * @param context what the caller sees on the way, and how it ends the call
     * @return the reply
     * @throws GlmException when the platform gives no reply
     */
    public GlmReply ask(ChatRequest request, ChatContext context) {
        return ask(request, context, writer());
    }

    private ChatWriter writer() {
        return new ChatWriter(dialect, options);
    }

    private GlmReply ask(ChatRequest request, ChatContext context, ChatWriter writer) {
        long start = transport.nanos();
        try {
            return ask(name, request, context, writer);
        } catch (GlmException.RateLimit busy) {
            Optional<Duration> left = context.limit().map(limit -> limit.minusNanos(transport.nanos() - start));
            boolean late = left.isPresent() && left.get().isNegative();
            if (fallback.isEmpty() || late || !OVERLOADED.contains(busy.code())) {
                throw busy;
            }
            context.events()
                    .accept(new ChatEvent.RetryScheduled(
                            busy.attempts(),
                            Duration.ZERO,
                            name + " is overloaded, " + fallback.get() + " is asked in its place: "
                                    + busy.getMessage()));
            ChatContext rest = new ChatContext(context.streaming(), context.events(), context.cancellation(), left);
            return ask(fallback.get(), request, rest, writer);
        }
    }

    private GlmReply ask(String model, ChatRequest request, ChatContext context, ChatWriter writer) {
        ResponseReader<GlmReply> reader =
                context.streaming() ? new ReplyStreamReader(context) : new ReplyReader(context);
        return transport.call(post(PATH, writer.write(model, request, context.streaming())), reader, context);
    }

    /** A reply costs tokens, but does nothing that could happen twice. */
    private ApiRequest post(String path, Content body) {
        ApiRequest post = ApiRequest.post(path).content(body).repeatable();
        return dialect.isGlm() ? post.withRequestId(options.requestId()) : post;
    }

    /**
     * Asks the model without waiting: the platform writes the reply when it has time, which may take a minute, and keeps
     * it. It may also choose a sibling of the model; the reply names it.
     *
     * @param request a checked conversation
     * @return the task
     * @throws GlmException when the platform does not take it
     */
    public AsyncReply submit(ChatRequest request) {
        return new AsyncReply(
                transport,
                transport.call(post("async/" + PATH, writer().write(name, request, false)), TaskReader.submitted()));
    }

    @Override
    public String toString() {
        return "GlmChatModel[" + name + " at " + transport.baseUrl() + "]";
    }
}
