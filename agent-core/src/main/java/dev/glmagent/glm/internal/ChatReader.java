package dev.glmagent.glm.internal;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a chat reply. Tolerant where the service was seen to differ: absent and null fields are the same, content may be
 * a list of text parts, usage may be missing.
 */
public final class ChatReader {

    private ChatReader() {}

    /**
     * Reads the body of a 200.
     *
     * @param answer JSON in UTF-8
     * @return the reply
     * @throws IOException when the connection breaks
     */
    public static ChatReply read(Answer answer) throws IOException {
        JsonNode root = Readers.tree().read(answer);
        JsonNode choice = root.path("choices").path(0);
        if (!choice.isObject()) {
            throw new Failure.Thrown(
                    answer.errors().ofMalformed(answer.sent(), "it holds no choices", Failure.Remedy.TRY_ONCE));
        }
        JsonNode message = choice.path("message");
        return new ChatReply(
                text(root.get("id")),
                text(root.get("model")),
                new AssistantMessage(
                        content(message.path("content")),
                        text(message.get("reasoning_content")),
                        toolCalls(message.path("tool_calls"))),
                new FinishReason(text(choice.get("finish_reason"))),
                usage(root.path("usage")));
    }

    private static String text(@Nullable JsonNode node) {
        return node == null || node.isNull() || !node.isValueNode() ? "" : node.asString();
    }

    private static String content(JsonNode content) {
        if (content.isArray()) {
            return content.valueStream().map(part -> text(part.get("text"))).collect(Collectors.joining());
        }
        return text(content);
    }

    private static List<ToolCall> toolCalls(JsonNode calls) {
        List<ToolCall> read = new ArrayList<>();
        for (JsonNode call : calls) {
            JsonNode function = call.path("function");
            // Items of type "mcp" report what ran on the server; there is nothing to run here.
            if (function.isObject()) {
                read.add(new ToolCall(
                        text(call.get("id")), text(function.get("name")), arguments(function.path("arguments"))));
            }
        }
        return read;
    }

    /** A string by the protocol; some gateways send the object itself. */
    private static String arguments(JsonNode arguments) {
        return arguments.isContainer() ? arguments.toString() : text(arguments);
    }

    private static Optional<Usage> usage(JsonNode usage) {
        if (!usage.isObject()) {
            return Optional.empty();
        }
        return Optional.of(new Usage(
                usage.path("prompt_tokens").asLong(0),
                usage.path("completion_tokens").asLong(0),
                usage.path("total_tokens").asLong(0),
                usage.path("prompt_tokens_details").path("cached_tokens").asLong(0),
                usage.path("completion_tokens_details").path("reasoning_tokens").asLong(0)));
    }
}
