package dev.glmagent.glm;

import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.ChatReader;
import dev.glmagent.glm.internal.ChatWriter;
import dev.glmagent.glm.internal.Content;
import dev.glmagent.glm.internal.Transport;

/** A chat model of the GLM platform, made by {@link Glm#chatModel}. Thread-safe. */
public final class GlmChatModel implements ChatModel {

    private final Transport transport;
    private final String name;

    GlmChatModel(Transport transport, String name) {
        this.transport = transport;
        this.name = name;
    }

    /**
     * {@inheritDoc}
     *
     * @throws GlmException when the platform gives no reply
     */
    @Override
    public ChatReply chat(ChatRequest request, ChatContext context) {
        ApiRequest call = ApiRequest.post("chat/completions")
                .content(new Content.Json(ChatWriter.write(name, request)))
                .withRequestId()
                // A reply costs tokens, but does nothing that could happen twice.
                .repeatable();
        return transport.call(call, ChatReader::read, context);
    }

    @Override
    public String toString() {
        return "GlmChatModel[" + name + " at " + transport.baseUrl() + "]";
    }
}
