package dev.glmagent.testkit.internal.chat;

import dev.glmagent.testkit.ChatCall;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Makes the typed view of a request that {@link ChatChecks} let through. */
final class ChatCallReader {

    private ChatCallReader() {}

    static ChatCall read(JsonNode request, String json, List<String> passages) {
        return new ChatCall(
                request.path("model").asString(),
                request.path("messages").values().stream()
                        .map(ChatCallReader::message)
                        .toList(),
                request.path("tools").values().stream()
                        .filter(tool -> tool.path("function").isObject())
                        .map(tool -> tool(tool.path("function")))
                        .toList(),
                passages,
                json);
    }

    /** The text of the last user message. */
    static String question(JsonNode request) {
        String question = "";
        for (JsonNode message : request.path("messages").values()) {
            if (message.path("role").asString().equals("user")) {
                question = text(message.path("content"));
            }
        }
        return question;
    }

    private static ChatCall.Message message(JsonNode message) {
        List<ChatCall.ToolCall> calls = message.path("tool_calls").values().stream()
                .map(call -> new ChatCall.ToolCall(
                        call.path("id").asString(),
                        call.path("function").path("name").asString(),
                        call.path("function").path("arguments").asString()))
                .toList();
        Optional<String> answers = message.path("role").asString().equals("tool")
                ? Optional.of(message.path("tool_call_id").asString())
                : Optional.empty();
        return new ChatCall.Message(message.path("role").asString(), text(message.path("content")), calls, answers);
    }

    private static String text(JsonNode content) {
        if (content.isArray()) {
            return content.values().stream()
                    .map(part -> part.path("text").stringValue(""))
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining("\n"));
        }
        return content.stringValue("");
    }

    private static ChatCall.Tool tool(JsonNode function) {
        JsonNode parameters = function.path("parameters");
        return new ChatCall.Tool(
                function.path("name").asString(),
                function.path("description").stringValue(""),
                parameters.isObject() ? parameters.toString() : "{}");
    }
}
