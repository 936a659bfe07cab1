package dev.glmagent.testkit.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request, read for planning.
 *
 * @param questions the user's messages, the last one first
 * @param saidBefore what the assistant said last before the last question, or empty
 * @param rounds how often tools were called since the last question
 * @param outcomes the calls since the last question that were answered
 * @param tools the tools on offer
 */
record Conversation(
        List<String> questions, String saidBefore, int rounds, List<Outcome> outcomes, List<ToolSpec> tools) {

    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static Conversation read(String requestJson) {
        JsonNode request = JSON.readTree(requestJson);
        List<String> questions = new ArrayList<>();
        String said = "";
        String saidBefore = "";
        int rounds = 0;
        Map<String, JsonNode> calls = new HashMap<>();
        List<Outcome> outcomes = new ArrayList<>();
        for (JsonNode message : request.path("messages").values()) {
            switch (message.path("role").stringValue("")) {
                case "user" -> {
                    questions.add(0, text(message.path("content")));
                    saidBefore = said;
                    rounds = 0;
                    outcomes.clear();
                }
                case "assistant" -> {
                    said = text(message.path("content"));
                    rounds += message.path("tool_calls").isEmpty() ? 0 : 1;
                    message.path("tool_calls")
                            .values()
                            .forEach(call -> calls.put(call.path("id").stringValue(""), call.path("function")));
                }
                case "tool" -> {
                    JsonNode call = calls.get(message.path("tool_call_id").stringValue(""));
                    if (call != null) {
                        outcomes.add(Outcome.of(
                                call.path("name").stringValue(""),
                                arguments(call.path("arguments").stringValue("")),
                                text(message.path("content"))));
                    }
                }
                default -> {
                    // System messages steer a language model; there is none here.
                }
            }
        }
        List<ToolSpec> tools = request.path("tools").values().stream()
                .filter(tool -> tool.path("function").isObject())
                .map(tool -> ToolSpec.read(tool.path("function")))
                .toList();
        return new Conversation(List.copyOf(questions), saidBefore, rounds, List.copyOf(outcomes), tools);
    }

    /** Whether this very call was made since the last question. */
    boolean called(String tool, JsonNode arguments) {
        return outcomes.stream()
                .anyMatch(outcome -> outcome.tool().equals(tool)
                        && outcome.arguments().toString().equals(arguments.toString()));
    }

    private static JsonNode arguments(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            // Not the planner's own call; it only has to differ from every call the planner makes.
            return JSON.missingNode();
        }
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
}
