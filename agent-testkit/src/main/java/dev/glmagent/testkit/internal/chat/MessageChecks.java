package dev.glmagent.testkit.internal.chat;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The checks behind {@code 1214 messages 参数非法}. Where the platform's own answer is not recorded (a tool message that
 * answers no call, an empty assistant message), the stricter reading is taken: what passes here passes there.
 */
final class MessageChecks {

    private final Set<String> calls = new HashSet<>();
    private boolean userSeen;

    private MessageChecks() {}

    static boolean pass(JsonNode messages) {
        MessageChecks checks = new MessageChecks();
        return messages.isArray() && messages.values().stream().allMatch(checks::valid) && checks.userSeen;
    }

    private boolean valid(JsonNode message) {
        JsonNode content = message.path("content");
        return switch (message.path("role").stringValue("")) {
            case "system" -> content.isString();
            case "user" -> {
                userSeen = true;
                yield content.isString() || parts(content);
            }
            case "assistant" -> assistant(message, content);
            case "tool" ->
                content.isString()
                        && calls.contains(message.path("tool_call_id").stringValue(""));
            default -> false;
        };
    }

    private boolean assistant(JsonNode message, JsonNode content) {
        JsonNode toolCalls = message.path("tool_calls");
        boolean noCalls = toolCalls.isMissingNode() || toolCalls.isNull() || toolCalls.isEmpty();
        boolean noContent = content.isMissingNode()
                || content.isNull()
                || content.stringValue("-").isEmpty();
        if (noCalls && noContent) {
            return message.path("audio").isObject();
        }
        if (!noCalls && !(toolCalls.isArray() && toolCalls.values().stream().allMatch(this::call))) {
            return false;
        }
        return noContent || content.isString() || parts(content);
    }

    private boolean call(JsonNode call) {
        JsonNode function = call.path("function");
        String id = call.path("id").stringValue("");
        calls.add(id);
        return !id.isEmpty()
                && !function.path("name").stringValue("").isEmpty()
                && function.path("arguments").isString();
    }

    private static boolean parts(JsonNode content) {
        return content.isArray()
                && !content.isEmpty()
                && content.values().stream().allMatch(MessageChecks::part);
    }

    private static boolean part(JsonNode part) {
        String type = part.path("type").stringValue("");
        return type.equals("text") ? part.path("text").isString() : !type.isEmpty();
    }
}
