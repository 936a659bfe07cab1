package dev.glmagent.glm.finetune;

import dev.glmagent.glm.internal.JsonLines;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The form of a conversation to learn from: an optional system message, then user and assistant in turn, the assistant last;
 * an assistant that calls tools is followed by their answers.
 */
final class ExampleRules {

    private ExampleRules() {}

    static Optional<String> check(byte[] line) {
        JsonNode messages;
        try {
            messages = JsonLines.object(line).path("messages");
        } catch (JsonLines.BadLineException e) {
            return Optional.of(e.getMessage() + "; expected {\"messages\":[…]}");
        }
        if (!messages.isArray() || messages.isEmpty()) {
            return Optional.of(
                    "has no messages; expected {\"messages\":[{\"role\":\"user\",…},{\"role\":\"assistant\",…}]}");
        }
        String before = "";
        boolean called = false;
        for (int i = 0; i < messages.size(); i++) {
            JsonNode message = messages.get(i);
            String role = message.path("role").asString("");
            boolean calls = !message.path("tool_calls").isEmpty();
            Optional<String> problem = role(i, role, before, called).or(() -> content(message, role, calls));
            if (problem.isPresent()) {
                return Optional.of("messages[" + i + "]" + problem.get());
            }
            called = role.equals("tool") ? called : calls;
            before = role;
        }
        return before.equals("assistant")
                ? Optional.empty()
                : Optional.of("ends with the " + before + " message; expected the assistant's answer at the end");
    }

    private static Optional<String> role(int index, String role, String before, boolean called) {
        return switch (role) {
            case "system" -> unless(index == 0, " is a system message; expected only messages[0] to be one");
            case "user" ->
                unless(
                        index == 0 || before.equals("system") || (before.equals("assistant") && !called),
                        called
                                ? " is a user message; expected the answers of the tools that were called"
                                : " is a user message after a " + before + " message; expected the assistant's");
            case "assistant" ->
                unless(
                        before.equals("user") || before.equals("tool"),
                        index == 0 || before.equals("system")
                                ? " is the assistant's; expected a user message to begin with"
                                : " is the assistant's after its own; expected a user message"
                                        + (called ? " or a tool's" : ""));
            case "tool" ->
                unless(
                        before.equals("tool") || (before.equals("assistant") && called),
                        " is a tool's; expected an assistant message with tool_calls before it");
            default ->
                Optional.of(".role is " + (role.isEmpty() ? "missing" : "\"" + role + "\"")
                        + "; expected system, user, assistant or tool");
        };
    }

    private static Optional<String> content(JsonNode message, String role, boolean calls) {
        JsonNode content = message.path("content");
        // Lists of parts are how pictures are learnt; what is in them the platform checks.
        boolean given =
                (content.isString() && !content.asString().isBlank()) || (content.isArray() && !content.isEmpty());
        if (!given && !calls) {
            return Optional.of(".content is "
                    + (content.isMissingNode() || content.isNull()
                            ? "missing"
                            : content.isString() ? "blank" : "no text")
                    + "; expected what the " + role + " says");
        }
        return unless(
                !role.equals("tool")
                        || !message.path("tool_call_id").asString("").isEmpty(),
                ".tool_call_id is missing; expected the id of the call that it answers");
    }

    private static Optional<String> unless(boolean fine, String problem) {
        return fine ? Optional.empty() : Optional.of(problem);
    }
}
