package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.ContentPart;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.InvalidConversationException;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.glm.chat.AsyncReply;
import dev.glmagent.glm.chat.ChatOptions;
import dev.glmagent.glm.chat.GlmReply;
import dev.glmagent.glm.chat.Retrieval;
import dev.glmagent.glm.chat.RolePlay;
import dev.glmagent.glm.embedding.EmbeddingRequest;
import dev.glmagent.glm.image.ImageRequest;
import dev.glmagent.glm.knowledge.KnowledgeRequest;
import dev.glmagent.glm.knowledge.UploadOptions;
import dev.glmagent.glm.knowledge.UploadReport;
import dev.glmagent.testkit.ChatCall;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Reply;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What GLM's introduction shows, line by line, against the emulator over real HTTP. Fine-tuning is in
 * {@link PlatformJourneyTest}, the assistant in {@link AssistantsTest}.
 */
class IntroductionTest {

    private final GlmEmulator emulator =
            GlmEmulator.builder().responder(IntroductionTest::answer).start();
    private final Glm glm = Glm.builder()
            .apiKey(emulator.apiKey())
            .baseUrl(emulator.baseUrl())
            .time(new FakeTime())
            .build();

    private static Reply answer(ChatCall call) {
        ChatCall.Message last = call.messages().get(call.messages().size() - 1);
        if (last.role().equals("tool")) {
            return Reply.text("It is " + last.content());
        }
        return call.tools().isEmpty()
                ? Reply.text("你好👋!我是 " + call.model() + call.passages())
                : Reply.callTool("weather", "{\"city\":\"科隆\"}");
    }

    @AfterEach
    void close() {
        glm.close();
        emulator.close();
    }

    private static ChatRequest question(String text) {
        return ChatRequest.of(UserMessage.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"glm-4", "glm-3-turbo"})
    void a_synchronous_call(String model) {
        GlmReply reply = glm.chatModel(model).ask(question("你好!你叫什么名字"));

        assertThat(reply.text()).isEqualTo("你好👋!我是 " + model + "[]");
        assertThat(reply.reply().model()).isEqualTo(model);
        assertThat(reply.reply().finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(reply.reply().usage()).isPresent();
        assertThat(reply.created()).isPresent();
        assertThat(reply.requestId()).isNotEmpty();
    }

    @Test
    void an_asynchronous_call() {
        AsyncReply task = glm.chatModel("glm-4").submit(question("你好"));

        assertThat(task.poll()).isEmpty();
        assertThat(glm.asyncReply(task.id()).await(Duration.ofMinutes(5)).text())
                .startsWith("你好");
    }

    @Test
    void a_call_by_sse() {
        List<ChatEvent> events = new ArrayList<>();
        ChatReply reply = glm.chatModel("glm-4").chat(question("你好"), ChatContext.streaming(events::add));

        assertThat(events).hasSizeGreaterThan(1).allMatch(ChatEvent.TextDelta.class::isInstance);
        assertThat(events.stream()
                        .map(event -> ((ChatEvent.TextDelta) event).text())
                        .reduce("", String::concat))
                .isEqualTo(reply.message().text());
    }

    @Test
    void temperature_and_a_role_to_play() {
        assertThat(glm.chatModel("charglm-3")
                        .with(ChatOptions.of()
                                .temperature(0.1)
                                .rolePlay(new RolePlay("Ling", "a nurse", "Bao", "a lighthouse keeper")))
                        .ask(question("Is the storm over?"))
                        .text())
                .startsWith("你好");
        assertThat(emulator.chatCalls().get(0).json()).contains("\"temperature\":0.1", "\"bot_name\":\"Bao\"");
    }

    @Test
    void a_picture_of_words_and_one_to_look_at() {
        assertThat(glm.images()
                        .generate(ImageRequest.of("cogview-3", "一辆红色自行车"))
                        .url())
                .startsWith("http");
        assertThat(glm.chatModel("glm-4v")
                        .ask(ChatRequest.of(new UserMessage(List.of(
                                new ContentPart.Text("门的左边是什么?"),
                                new ContentPart.Image("https://example.invalid/room.jpg")))))
                        .text())
                .startsWith("你好");
    }

    @Test
    void vectors() {
        assertThat(glm.embeddings()
                        .embed(EmbeddingRequest.of("embedding-2", "莱茵河"))
                        .embeddings())
                .singleElement()
                .satisfies(vector -> assertThat(vector.dimensions()).isEqualTo(1024));
    }

    @Test
    void function_calling() {
        ToolSpec weather = new ToolSpec(
                "weather",
                "Weather of a city",
                "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}");
        List<Message> conversation = new ArrayList<>(List.of(UserMessage.of("科隆热吗?")));
        ChatReply asks = glm.chatModel("glm-4").chat(new ChatRequest(conversation, List.of(weather)));
        ToolCall call = asks.message().toolCalls().get(0);
        conversation.add(asks.message());
        conversation.add(new ToolMessage(call.id(), "31 °C"));

        assertThat(call.name()).isEqualTo("weather");
        assertThat(call.arguments()).isEqualTo("{\"city\":\"科隆\"}");
        assertThat(glm.chatModel("glm-4")
                        .chat(new ChatRequest(conversation, List.of(weather)))
                        .message()
                        .text())
                .isEqualTo("It is 31 °C");
    }

    @ParameterizedTest
    @ValueSource(strings = {Retrieval.DEFAULT_TEMPLATE, "只用文档\n{{knowledge}}\n回答:{{question}}"})
    void a_knowledge_base_in_the_answer(String template, @TempDir Path dir) throws IOException {
        Path document = Files.writeString(dir.resolve("pump.txt"), "The pump stops at 4 bar.");
        String id = glm.knowledge().create(KnowledgeRequest.of("Manuals"));
        UploadReport report = glm.knowledge().upload(id, document, UploadOptions.automatic(), sent -> {});
        glm.knowledge().awaitDocument(report.successInfos().get(0).documentId(), Duration.ofMinutes(5));

        assertThat(glm.chatModel("glm-4")
                        .with(ChatOptions.of().serverTool(new Retrieval(id, template)))
                        .chat(question("When does the pump stop?"), ChatContext.streaming(event -> {}))
                        .message()
                        .text())
                .contains("4 bar");
    }

    @Test
    void a_key_that_is_wrong_and_a_token_made_of_the_right_one() {
        try (Glm wrong = Glm.withKey("some.other", emulator.baseUrl());
                Glm signed = Glm.builder()
                        .apiKey(emulator.apiKey())
                        .baseUrl(emulator.baseUrl())
                        .signedTokens()
                        .build()) {
            assertThatThrownBy(() -> wrong.chatModel("glm-4").chat(question("q")))
                    .isInstanceOf(GlmException.Authentication.class);
            assertThat(signed.chatModel("glm-4").chat(question("q")).message().text())
                    .isNotEmpty();
        }
    }

    @Test
    void plain_http() throws Exception {
        HttpRequest plain = HttpRequest.newBuilder(URI.create(emulator.baseUrl() + "/chat/completions"))
                .header("Authorization", "Bearer " + emulator.apiKey())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"model\":\"glm-4\",\"messages\":[{\"role\":\"user\",\"content\":\"你好\"}]}"))
                .build();

        assertThat(HttpClient.newHttpClient()
                        .send(plain, HttpResponse.BodyHandlers.ofString())
                        .body())
                .contains("\"content\":\"你好👋!我是 glm-4[]\"");
    }

    @Test
    void roles_have_their_order() {
        SystemMessage comedian = new SystemMessage("你是一名资深的喜剧演员");

        assertThatThrownBy(() -> ChatRequest.of(comedian)).isInstanceOf(InvalidConversationException.class);
        assertThatThrownBy(() -> ChatRequest.of(UserMessage.of("请问什么是机器学习?"), comedian))
                .isInstanceOf(InvalidConversationException.class);
        glm.chatModel("glm-4").chat(ChatRequest.of(comedian, UserMessage.of("请问什么是机器学习?"), UserMessage.of("决策树?")));
        assertThat(emulator.chatCalls().get(0).lastUserText()).isEqualTo("决策树?");
    }

    @Test
    void several_turns_by_appending() {
        List<Message> conversation = new ArrayList<>();
        conversation.add(new SystemMessage("陈明,男,1973年7月15日出生于中国福建省厦门市。"));
        conversation.add(UserMessage.of("请问陈明是哪一年出生?"));
        AssistantMessage first = glm.chatModel("glm-4")
                .chat(new ChatRequest(conversation, List.of()))
                .message();
        conversation.add(first);
        conversation.add(UserMessage.of("请问我刚才的问题是?"));
        glm.chatModel("glm-4").chat(new ChatRequest(conversation, List.of()));

        assertThat(emulator.chatCalls().get(1).messages())
                .extracting(ChatCall.Message::role)
                .containsExactly("system", "user", "assistant", "user");
        assertThat(emulator.chatCalls().get(1).messages().get(2).content()).isEqualTo(first.text());
    }
}
