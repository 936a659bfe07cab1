package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;

import ai.z.openapi.service.deserialize.MessageDeserializeFactory;
import ai.z.openapi.service.model.ChatCompletionCreateParams;
import ai.z.openapi.service.model.ChatFunction;
import ai.z.openapi.service.model.ChatFunctionCall;
import ai.z.openapi.service.model.ChatMessage;
import ai.z.openapi.service.model.ChatMeta;
import ai.z.openapi.service.model.ChatThinking;
import ai.z.openapi.service.model.ChatTool;
import ai.z.openapi.service.model.ResponseFormat;
import ai.z.openapi.service.model.Retrieval;
import ai.z.openapi.service.model.SensitiveWordCheckRequest;
import ai.z.openapi.service.model.ToolCalls;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.glm.chat.ChatOptions;
import dev.glmagent.glm.chat.RolePlay;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.Script;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our request, as the emulator received it, beside that of the official Java SDK (zai-sdk) for the same conversation, field
 * by field. Where they differ, {@code sdk/differences.txt} says why. The SDK's HTTP layer stays out: it needs classes of
 * OkHttp 3 that have the names of ours.
 */
class OfficialSdkTest {

    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}";

    private static String captured(Consumer<GlmEmulator> call) {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.text("ok")))) {
            call.accept(emulator);
            return emulator.requests().get(0).body();
        }
    }

    private static String ours(String model, ChatRequest request, ChatOptions options) {
        return captured(emulator -> {
            try (Glm glm = Glm.withKey(emulator.apiKey(), emulator.baseUrl())) {
                glm.chatModel(model).with(options).chat(request);
            }
        });
    }

    /** As the SDK's own mapper writes it, which its HTTP layer is given. */
    private static String theirs(ChatCompletionCreateParams params) throws IOException {
        return MessageDeserializeFactory.defaultObjectMapper().writeValueAsString(params);
    }

    /** Every leaf by its path. */
    private static void leaves(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties().forEach(field -> leaves(path + "/" + field.getKey(), field.getValue(), into));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                leaves(path + "/" + i, node.get(i), into);
            }
        } else {
            into.put(path, node.toString());
        }
    }

    /** One line a path whose value differs or that only one side has. */
    private static List<String> differences(String ours, String theirs) {
        JsonMapper mapper = new JsonMapper();
        Map<String, String> left = new TreeMap<>();
        Map<String, String> right = new TreeMap<>();
        leaves("", mapper.readTree(ours), left);
        leaves("", mapper.readTree(theirs), right);
        Map<String, String> all = new TreeMap<>(left);
        all.putAll(right);
        return all.keySet().stream()
                .filter(path -> !left.getOrDefault(path, "absent").equals(right.getOrDefault(path, "absent")))
                .map(path -> path + ": ours " + left.getOrDefault(path, "absent") + ", SDK "
                        + right.getOrDefault(path, "absent"))
                .toList();
    }

    /** Lines of the golden file without its reasons. */
    private static List<String> expected(String section) throws IOException {
        try (InputStream in = OfficialSdkTest.class.getResourceAsStream("/sdk/differences.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .dropWhile(line -> !line.equals("[" + section + "]"))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("["))
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toList());
        }
    }

    @Test
    void every_option_of_a_plain_chat() throws IOException {
        String ours = ours(
                "glm-4",
                ChatRequest.of(new SystemMessage("简短"), UserMessage.of("北京?")),
                ChatOptions.of()
                        .requestId("order-7f3a-0001")
                        .userId("customer-42")
                        .greedy()
                        .temperature(0.75)
                        .topP(0.5)
                        .maxTokens(256)
                        .stop("END")
                        .jsonMode()
                        .thinking(false)
                        .sensitiveWordCheck(true)
                        .watermark(true)
                        .rolePlay(new RolePlay("Ling", "a nurse", "Bao", "a keeper")));
        String theirs = theirs(ChatCompletionCreateParams.builder()
                .model("glm-4")
                .messages(List.of(new ChatMessage("system", "简短"), new ChatMessage("user", "北京?")))
                .requestId("order-7f3a-0001")
                .userId("customer-42")
                .doSample(false)
                .temperature(0.75f)
                .topP(0.5f)
                .maxTokens(256)
                .stop(List.of("END"))
                .responseFormat(ResponseFormat.builder().type("json_object").build())
                .thinking(ChatThinking.builder().type("disabled").build())
                .sensitiveWordCheck(SensitiveWordCheckRequest.builder()
                        .type("ALL")
                        .status("ENABLE")
                        .build())
                .watermarkEnabled(true)
                .meta(ChatMeta.builder()
                        .userName("Ling")
                        .userInfo("a nurse")
                        .botName("Bao")
                        .botInfo("a keeper")
                        .build())
                .build());

        assertThat(differences(ours, theirs)).isEqualTo(expected("options"));
    }

    @Test
    void a_conversation_with_tools() throws IOException {
        dev.glmagent.glm.chat.Retrieval retrieval = dev.glmagent.glm.chat.Retrieval.of("77");
        String ours = ours(
                "glm-4",
                new ChatRequest(
                        List.of(
                                UserMessage.of("weather?"),
                                new AssistantMessage(
                                        "",
                                        "I look",
                                        List.of(new ToolCall("call_1", "weather", "{\"city\":\"Cologne\"}"))),
                                new ToolMessage("call_1", "{\"celsius\":21}"),
                                UserMessage.of("thanks")),
                        List.of(new ToolSpec("weather", "Weather of a city", SCHEMA))),
                ChatOptions.of().requestId("order-7f3a-0002").serverTool(retrieval));
        ObjectMapper mapper = new ObjectMapper();
        String theirs = theirs(ChatCompletionCreateParams.builder()
                .model("glm-4")
                .requestId("order-7f3a-0002")
                .messages(List.of(
                        new ChatMessage("user", "weather?"),
                        ChatMessage.builder()
                                .role("assistant")
                                .content("")
                                .reasoningContent("I look")
                                .toolCalls(List.of(ToolCalls.builder()
                                        .id("call_1")
                                        .type("function")
                                        .function(ChatFunctionCall.builder()
                                                .name("weather")
                                                .arguments(mapper.readTree("\"{\\\"city\\\":\\\"Cologne\\\"}\""))
                                                .build())
                                        .build()))
                                .build(),
                        ChatMessage.builder()
                                .role("tool")
                                .toolCallId("call_1")
                                .content("{\"celsius\":21}")
                                .build(),
                        new ChatMessage("user", "thanks")))
                .tools(List.of(
                        ChatTool.builder()
                                .type("function")
                                .function(ChatFunction.builder()
                                        .name("weather")
                                        .description("Weather of a city")
                                        .parameters(mapper.readTree(SCHEMA))
                                        .build())
                                .build(),
                        ChatTool.builder()
                                .type("retrieval")
                                .retrieval(Retrieval.builder()
                                        .knowledgeId("77")
                                        .promptTemplate(retrieval.promptTemplate())
                                        .build())
                                .build()))
                .toolChoice("auto")
                .build());

        assertThat(differences(ours, theirs)).isEqualTo(expected("tools"));
    }
}
