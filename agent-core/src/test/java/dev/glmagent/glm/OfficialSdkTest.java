package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.ContentPart;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.glm.agent.AgentRequest;
import dev.glmagent.glm.assistant.AssistantApi;
import dev.glmagent.glm.assistant.AssistantRequest;
import dev.glmagent.glm.chat.ChatOptions;
import dev.glmagent.glm.chat.Retrieval;
import dev.glmagent.glm.chat.RolePlay;
import dev.glmagent.glm.embedding.EmbeddingRequest;
import dev.glmagent.glm.image.ImageRequest;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.RecordedRequest;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the emulator receives from us and from the official Java SDK (zai-sdk) for the same conversation, beside each other
 * and field by field. Where they differ, {@code sdk/differences.txt} says why. The SDK runs in a class loader of its own,
 * because it needs classes of OkHttp 3 that have the names of ours.
 */
class OfficialSdkTest {

    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}";
    private static final Retrieval RETRIEVAL = Retrieval.of("77");

    @ParameterizedTest
    @ValueSource(
            strings = {"options", "tools", "stream", "vision", "later", "embeddings", "image", "assistant", "agent"})
    void requests_are_equal_field_by_field(String conversation) throws Exception {
        RecordedRequest ours = captured(emulator -> {
            try (Glm glm = Glm.withKey(emulator.apiKey(), emulator.baseUrl())) {
                send(conversation, glm);
            }
        });
        RecordedRequest theirs = captured(emulator -> sendByTheSdk(conversation, emulator));

        assertThat(differences(ours, theirs)).isEqualTo(expected(conversation));
    }

    private static RecordedRequest captured(Consumer<GlmEmulator> call) {
        try (GlmEmulator emulator = GlmEmulator.start()) {
            call.accept(emulator);
            assertThat(emulator.requests()).hasSize(1);
            return emulator.requests().get(0);
        }
    }

    private static void send(String conversation, Glm glm) {
        switch (conversation) {
            case "options" ->
                glm.chatModel("glm-4")
                        .with(ChatOptions.of()
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
                                .rolePlay(new RolePlay("Ling", "a nurse", "Bao", "a keeper")))
                        .chat(ChatRequest.of(new SystemMessage("简短"), UserMessage.of("北京?")));
            case "tools" ->
                glm.chatModel("glm-4")
                        .with(ChatOptions.of().requestId("order-7f3a-0002").serverTool(RETRIEVAL))
                        .chat(new ChatRequest(
                                List.of(
                                        UserMessage.of("weather?"),
                                        new AssistantMessage(
                                                "",
                                                "I look",
                                                List.of(new ToolCall("call_1", "weather", "{\"city\":\"Cologne\"}"))),
                                        new ToolMessage("call_1", "{\"celsius\":21}"),
                                        UserMessage.of("thanks")),
                                List.of(new ToolSpec("weather", "Weather of a city", SCHEMA))));
            case "stream" ->
                glm.chatModel("glm-4")
                        .with(ChatOptions.of().requestId("order-7f3a-0003"))
                        .chat(ChatRequest.of(UserMessage.of("count")), ChatContext.streaming(event -> {}));
            case "vision" ->
                glm.chatModel("glm-4v")
                        .with(ChatOptions.of().requestId("order-7f3a-0004"))
                        .chat(ChatRequest.of(new UserMessage(List.of(
                                new ContentPart.Text("what?"),
                                new ContentPart.Image("https://example.invalid/1.png")))));
            case "later" ->
                glm.chatModel("glm-4")
                        .with(ChatOptions.of().requestId("order-7f3a-0005"))
                        .submit(ChatRequest.of(UserMessage.of("a novel")));
            case "embeddings" ->
                glm.embeddings()
                        .embed(EmbeddingRequest.of("embedding-3", "Rhine", "莱茵河")
                                .withDimensions(256));
            case "image" ->
                glm.images()
                        .generate(ImageRequest.of("cogview-3", "a red bicycle")
                                .withSize("1024x1024")
                                .withQuality("hd")
                                .withWatermark(true)
                                .withUserId("customer-42"));
            case "assistant" ->
                glm.assistants()
                        .ask(AssistantRequest.of(AssistantApi.GENERAL, "Explain qubits")
                                .withFile("f-1")
                                .withTranslation("zh", "en")
                                .withUserId("customer-42"));
            case "agent" ->
                glm.agents()
                        .ask(AgentRequest.of(
                                        "general_translation",
                                        new ContentPart.Text("Good morning"),
                                        new ContentPart.Image("https://example.invalid/1.png"))
                                .variable("target_lang", "zh-CN")
                                .withUserId("customer-42"));
            default -> throw new IllegalArgumentException(conversation);
        }
    }

    private static void sendByTheSdk(String conversation, GlmEmulator emulator) {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        try (URLClassLoader apart =
                new URLClassLoader(sdkClassPath().toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Thread.currentThread().setContextClassLoader(apart);
            apart.loadClass(OfficialSdk.class.getName())
                    .getMethod("send", String.class, String.class, String.class, String.class, String.class)
                    .invoke(
                            null,
                            conversation,
                            emulator.apiKey(),
                            emulator.baseUrl(),
                            SCHEMA,
                            RETRIEVAL.promptTemplate());
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /** That of this test with another OkHttp, which the build has laid out. */
    private static List<URL> sdkClassPath() throws IOException {
        List<Path> entries = new ArrayList<>();
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(entry -> !entry.getFileName().toString().matches("ok(http|io)-jvm-.*"))
                .forEach(entries::add);
        try (Stream<Path> jars = Files.list(Path.of("target", "official-sdk"))) {
            jars.forEach(entries::add);
        }
        List<URL> urls = new ArrayList<>();
        for (Path entry : entries) {
            urls.add(entry.toUri().toURL());
        }
        return urls;
    }

    /** One line a path whose value differs or that only one side has. */
    private static List<String> differences(RecordedRequest ours, RecordedRequest theirs) {
        Map<String, String> left = leaves(ours);
        Map<String, String> right = leaves(theirs);
        Map<String, String> all = new TreeMap<>(left);
        all.putAll(right);
        return all.keySet().stream()
                .filter(path -> !left.getOrDefault(path, "absent").equals(right.getOrDefault(path, "absent")))
                .map(path -> path + ": ours " + left.getOrDefault(path, "absent") + ", SDK "
                        + right.getOrDefault(path, "absent"))
                .toList();
    }

    private static Map<String, String> leaves(RecordedRequest request) {
        Map<String, String> leaves = new TreeMap<>();
        leaves.put("request line", request.method() + " " + request.path() + request.query());
        for (String name : List.of("Accept", "Authorization", "Content-Type")) {
            request.header(name).ifPresent(value -> leaves.put(name, value));
        }
        collect("", new JsonMapper().readTree(request.body()), leaves);
        // Where a conversation gives none of its own, each client makes one up.
        leaves.computeIfPresent("/request_id", (path, value) -> value.contains("order-7f3a") ? value : "made up");
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties().forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), into));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "/" + i, node.get(i), into);
            }
        } else {
            into.put(path, node.toString());
        }
    }

    /** Lines of the golden file that hold for a conversation, without their reasons. */
    private static List<String> expected(String conversation) throws IOException {
        try (InputStream in = OfficialSdkTest.class.getResourceAsStream("/sdk/differences.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            List<String> lines = new ArrayList<>();
            boolean counts = false;
            for (String line : text.lines().toList()) {
                if (line.startsWith("[")) {
                    counts = List.of(line.replaceAll("[\\[\\]]", "").split(" ")).contains(conversation);
                } else if (counts && !line.isBlank() && !line.startsWith("#")) {
                    lines.add(line);
                }
            }
            return lines.stream().sorted().toList();
        }
    }
}
