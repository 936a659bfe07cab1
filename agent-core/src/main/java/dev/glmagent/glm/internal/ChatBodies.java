package dev.glmagent.glm.internal;

import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.glm.Dialect;
import dev.glmagent.glm.chat.ChatOptions;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Chat requests and replies inside other JSON: a batch's lines, a data set's conversations, a tokenizer's question. */
public final class ChatBodies {

    private ChatBodies() {}

    /**
     * A request as GLM reads it.
     *
     * @param model the model's id
     * @param request the conversation
     * @param options how it is asked
     * @return the body
     */
    public static ObjectNode request(String model, ChatRequest request, ChatOptions options) {
        byte[] body = new ChatWriter(Dialect.GLM, options).bytes(model, request);
        return (ObjectNode) GlmJson.MAPPER.readTree(body);
    }

    /**
     * Only the named fields of a request.
     *
     * @param request the conversation
     * @param fields such as {@code messages}
     * @return the fields
     */
    public static ObjectNode only(ChatRequest request, List<String> fields) {
        return request("", request, ChatOptions.of()).retain(fields);
    }

    /**
     * What a conversation asks of a model, as far as it costs tokens.
     *
     * @param model the model's id
     * @param request the conversation
     * @return the model, the messages and the tools
     */
    public static Object question(String model, ChatRequest request) {
        return request(model, request, ChatOptions.of()).retain(List.of("model", "messages", "tools"));
    }

    /**
     * A request as a line of a batch.
     *
     * @param customId names its answer
     * @param body the request
     * @return the line
     */
    public static ObjectNode batchLine(String customId, ObjectNode body) {
        ObjectNode line = GlmJson.MAPPER.createObjectNode();
        line.put("custom_id", customId).put("method", "POST").put("url", "/v4/chat/completions");
        line.set("body", body);
        return line;
    }

    /**
     * A reply, where there is one.
     *
     * @param body what may be a reply
     * @return the reply; empty when the body is something else
     */
    public static Optional<ChatReply> reply(JsonNode body) {
        ReplyPart part = new ReplyPart();
        ReplyParser.parse(GlmJson.MAPPER.treeAsTokens(body), part);
        if (!part.hasChoice) {
            return Optional.empty();
        }
        ReplyAssembly assembly = new ReplyAssembly(event -> {});
        assembly.addWhole(part);
        return Optional.of(assembly.reply(new Sent("", 1)).reply());
    }
}
