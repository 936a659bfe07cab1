package dev.glmagent.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A conversation with the offline planner over HTTP: asks, runs the calls it makes, and goes on until it speaks. */
final class Talk implements AutoCloseable {

    private static final int TOO_MANY_ROUNDS = 12;

    private final GlmEmulator emulator =
            GlmEmulator.builder().clock(Wire.MONDAY).start();
    private final ArrayNode messages = JsonNodeFactory.instance.arrayNode();
    private final JsonNode tools;
    private final BiFunction<String, JsonNode, String> runner;

    /** Every call of the last question, as {@code tool{arguments}}; calls of one reply are joined by {@code " + "}. */
    final List<String> calls = new ArrayList<>();

    private Talk(String toolFile, BiFunction<String, JsonNode, String> runner) {
        try (InputStream file = Objects.requireNonNull(Talk.class.getResourceAsStream(toolFile), toolFile)) {
            this.tools = Wire.JSON.readTree(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        this.runner = runner;
    }

    static Talk about(String toolFile, BiFunction<String, JsonNode, String> runner) {
        return new Talk(toolFile, runner);
    }

    static Talk aboutWeather() {
        return new Talk("weather-tools.json", FakeWeather::run);
    }

    /** The answer without its last line, which is checked to be the signature. */
    String ask(String question) {
        calls.clear();
        messages.addObject().put("role", "user").put("content", question);
        for (int round = 0; round < TOO_MANY_ROUNDS; round++) {
            ObjectNode request = JsonNodeFactory.instance.objectNode().put("model", "glm-4");
            request.set("messages", messages);
            request.set("tools", tools);
            JsonNode message = Wire.ask(emulator, request.toString())
                    .path("choices")
                    .path(0)
                    .path("message");
            messages.add(message);
            if (message.path("tool_calls").isEmpty()) {
                return unsigned(message.path("content").asString());
            }
            run(message.path("tool_calls"));
        }
        throw new AssertionError("the planner goes on and on: " + calls);
    }

    private void run(JsonNode toolCalls) {
        List<String> side = new ArrayList<>();
        for (JsonNode call : toolCalls.values()) {
            String name = call.path("function").path("name").asString();
            String arguments = call.path("function").path("arguments").asString();
            side.add(name + arguments);
            messages.addObject()
                    .put("role", "tool")
                    .put("tool_call_id", call.path("id").asString())
                    .put("content", runner.apply(name, Wire.JSON.readTree(arguments)));
        }
        calls.add(String.join(" + ", side));
    }

    private static String unsigned(String answer) {
        for (String signature : List.of(
                "\n(离线规划器作答:规则引擎,不是语言模型)",
                "\n(answered by the offline planner: a rule engine, not a language model)")) {
            if (answer.endsWith(signature)) {
                return answer.substring(0, answer.length() - signature.length());
            }
        }
        throw new AssertionError("not signed: " + answer);
    }

    @Override
    public void close() {
        emulator.close();
    }
}
