package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.ContentPart;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.glm.chat.ChatOptions;
import dev.glmagent.glm.chat.CodeGap;
import dev.glmagent.glm.chat.GlmReply;
import dev.glmagent.glm.chat.RemoteMcp;
import dev.glmagent.glm.chat.Retrieval;
import dev.glmagent.glm.chat.RolePlay;
import dev.glmagent.glm.chat.WebSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a request can say, on the wire; and what only GLM's replies tell. */
class ChatOptionsTest {

    private static final ChatRequest QUESTION = ChatRequest.of(UserMessage.of("q"));
    private static final String MESSAGES = "\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"q\"}]";

    /** The body that a model sends, without its first field when that is a random id. */
    private static String body(Dialect dialect, Consumer<Glm> use) {
        try (FaultServer server = FaultServer.start(FaultServer.ok("ok"));
                Glm glm = Glm.builder()
                        .apiKey("id.secret")
                        .baseUrl(server.baseUrl())
                        .dialect(dialect)
                        .build()) {
            use.accept(glm);
            return server.received().get(0).body().replaceFirst("\"request_id\":\"[0-9a-f-]{36}\",", "");
        }
    }

    private static String body(ChatOptions options) {
        return body(Dialect.GLM, glm -> glm.chatModel("m").with(options).chat(QUESTION));
    }

    @Test
    void every_field_has_its_place() {
        assertThat(body(ChatOptions.of()
                        .temperature(0.75)
                        .topP(0.9)
                        .maxTokens(256)
                        .greedy()
                        .stop("END", "FIN")
                        .seed(7)
                        .jsonMode()
                        .thinking(false)
                        .reasoningEffort("low")
                        .userId("customer-42")
                        .toolChoice("auto")
                        .sensitiveWordCheck(false)
                        .watermark(true)
                        .field("new_field", "{\"a\": [1, null]}")))
                .isEqualTo(
                        "{" + MESSAGES + ",\"temperature\":0.75,\"top_p\":0.9,\"max_tokens\":256,\"do_sample\":false,"
                                + "\"stop\":[\"END\",\"FIN\"],\"seed\":7,\"response_format\":{\"type\":\"json_object\"},"
                                + "\"thinking\":{\"type\":\"disabled\"},\"reasoning_effort\":\"low\",\"user_id\":\"customer-42\","
                                + "\"tool_choice\":\"auto\",\"sensitive_word_check\":{\"type\":\"ALL\",\"status\":\"DISABLE\"},"
                                + "\"watermark_enabled\":true,\"new_field\":{\"a\":[1,null]}}");
    }

    @Test
    void the_last_value_of_a_field_counts_and_options_are_not_changed() {
        ChatOptions base = ChatOptions.of().thinking(true);
        ChatOptions other = base.keptThinking().temperature(0.1).temperature(0.2);

        assertThat(base).hasToString("ChatOptions{\"thinking\":{\"type\":\"enabled\"}}");
        assertThat(other)
                .hasToString(
                        "ChatOptions{\"thinking\":{\"type\":\"enabled\",\"clear_thinking\":false},\"temperature\":0.2}");
    }

    @Test
    void role_play_and_code_gaps_have_their_shape() {
        assertThat(body(ChatOptions.of().rolePlay(new RolePlay("Ling", "a nurse", "Old Bao", "a lighthouse keeper"))))
                .isEqualTo("{" + MESSAGES + ",\"meta\":{\"user_info\":\"a nurse\",\"bot_info\":\"a lighthouse keeper\","
                        + "\"bot_name\":\"Old Bao\",\"user_name\":\"Ling\"}}");
        assertThat(body(ChatOptions.of().codeGap(new CodeGap("A.java", "Java", "int a", ";"))))
                .isEqualTo("{" + MESSAGES + ",\"extra\":{\"target\":{\"path\":\"A.java\",\"language\":\"Java\","
                        + "\"code_prefix\":\"int a\",\"code_suffix\":\";\"}}}");
        assertThatThrownBy(() -> new RolePlay("Ling", "", "Bao", "b"))
                .hasMessage("A role play needs name and description of both sides.");
    }

    @Test
    void tools_of_the_platform_stand_beside_functions() {
        ChatOptions options = ChatOptions.of()
                .serverTool(new Retrieval("77", "{{ knowledge }}|{{question}}"))
                .serverTool(
                        WebSearch.of("search_std").count(5).recency("oneWeek").query("q2"))
                .serverTool(new RemoteMcp("docs", "https://mcp.example", "sse", List.of("find"), Map.of("k", "v")));
        ChatRequest request = new ChatRequest(
                QUESTION.messages(), List.of(new ToolSpec("f", "d", "{\"type\":\"object\",\"properties\":{}}")));

        assertThat(body(Dialect.GLM, glm -> glm.chatModel("m").with(options).chat(request)))
                .isEqualTo("{" + MESSAGES + ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\","
                        + "\"description\":\"d\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}},"
                        + "{\"type\":\"retrieval\",\"retrieval\":{\"knowledge_id\":\"77\","
                        + "\"prompt_template\":\"{{ knowledge }}|{{question}}\"}},"
                        + "{\"type\":\"web_search\",\"web_search\":{\"enable\":true,\"search_engine\":\"search_std\","
                        + "\"search_result\":true,\"count\":5,\"search_recency_filter\":\"oneWeek\",\"search_query\":\"q2\"}},"
                        + "{\"type\":\"mcp\",\"mcp\":{\"server_label\":\"docs\",\"server_url\":\"https://mcp.example\","
                        + "\"transport_type\":\"sse\",\"allowed_tools\":[\"find\"],\"headers\":{\"k\":\"v\"}}}],"
                        + "\"tool_choice\":\"auto\"}");
        assertThat(new RemoteMcp("l", "u", "sse", List.of(), Map.of("Authorization", "hidden")).toString())
                .doesNotContain("hidden");
    }

    @Test
    void retrieval_has_the_template_of_glms_introduction() {
        assertThat(Retrieval.of("1").promptTemplate())
                .startsWith("从文档\n\"\"\"\n{{knowledge}}\n\"\"\"\n中找问题\n\"\"\"\n{{question}}\n\"\"\"\n的答案,")
                .endsWith("不要复述问题,直接开始回答。");
        assertThatThrownBy(() -> new Retrieval("1", "{{knowledge}}"))
                .hasMessage("The prompt template lacks {{knowledge}} or {{question}}; GLM puts what it found and what"
                        + " was asked there. Fix: write both.");
    }

    @Test
    void what_makes_no_sense_is_told_at_once() {
        assertThatThrownBy(() -> ChatOptions.of().temperature(2.5)).hasMessage("temperature is 2.5. Fix: give 0 to 2.");
        assertThatThrownBy(() -> ChatOptions.of().temperature(Double.NaN)).hasMessageStartingWith("temperature is NaN");
        assertThatThrownBy(() -> ChatOptions.of().topP(0)).hasMessage("top_p is 0. Fix: give 0.01 to 1.");
        assertThatThrownBy(() -> ChatOptions.of().requestId("12345"))
                .hasMessage("request_id's length is 5. Fix: give 6 to 64.");
        assertThatThrownBy(() -> ChatOptions.of().field("messages", "[]"))
                .hasMessage("The field \"messages\" is written by the client. Fix: use the model, the request or the"
                        + " option that is meant for it.");
        assertThatThrownBy(() -> ChatOptions.of().field("x", "1} ,"))
                .hasMessageStartingWith("The value of \"x\" is not one JSON value: ");
    }

    @Test
    void ones_own_request_id_gets_a_number_when_it_is_sent_again() {
        try (FaultServer server = FaultServer.start(FaultServer.error(500, ""), FaultServer.ok("ok"));
                Glm glm = Glm.builder()
                        .apiKey("id.secret")
                        .baseUrl(server.baseUrl())
                        .time(new FakeTime())
                        .build()) {
            glm.chatModel("m").with(ChatOptions.of().requestId("order-1")).chat(QUESTION);

            assertThat(server.received().get(0).body()).startsWith("{\"request_id\":\"order-1\",\"model\"");
            assertThat(server.received().get(1).body()).startsWith("{\"request_id\":\"order-1-2\",\"model\"");
        }
    }

    @Test
    void another_endpoint_is_asked_in_its_dialect() {
        ChatOptions options = ChatOptions.of().userId("customer-42").toolStream();
        Consumer<Glm> stream =
                glm -> glm.chatModel("m").with(options).chat(QUESTION, ChatContext.streaming(event -> {}));

        assertThat(body(Dialect.OPENAI, stream))
                .isEqualTo("{" + MESSAGES + ",\"user\":\"customer-42\",\"stream\":true,"
                        + "\"stream_options\":{\"include_usage\":true}}");
        assertThat(body(Dialect.GLM, stream))
                .isEqualTo("{" + MESSAGES + ",\"user_id\":\"customer-42\",\"stream\":true,\"tool_stream\":true}");
        assertThatThrownBy(() -> body(
                        Dialect.OPENAI,
                        glm -> glm.chatModel("m").with(ChatOptions.of().serverTool(Retrieval.of("1")))))
                .hasMessage(
                        "The tool retrieval runs on GLM's platform, and this client talks to another one. Fix: leave"
                                + " it out.");
    }

    @Test
    void a_local_server_needs_no_key() {
        try (FaultServer server = FaultServer.start(FaultServer.ok("ok"));
                Glm glm = Glm.builder()
                        .noKey()
                        .baseUrl(server.baseUrl())
                        .dialect(Dialect.OPENAI)
                        .build()) {
            assertThat(glm.chatModel("qwen").ask(QUESTION).text()).isEqualTo("ok");
            assertThat(server.received().get(0).header("Authorization")).isEmpty();
        }
    }

    @Test
    void a_reply_tells_its_sources_and_moderation() {
        String body = """
                {"id":"20260915101733d1","request_id":"r-1","created":1789438655,"model":"glm-4-flash",
                 "choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"No flood."}}],
                 "content_filter":[{"role":"assistant","level":3}],
                 "web_search":[{"title":"River levels","content":"c","link":"","media":null,"refer":"ref_1","publish_date":"2026-09-14"}]}
                """;
        try (FaultServer server = FaultServer.start(FaultServer.json(200, body));
                Glm glm = Glm.withKey("id.secret", server.baseUrl())) {
            GlmReply reply = glm.chatModel("glm-4-flash").ask(QUESTION);

            assertThat(reply.requestId()).isEqualTo("r-1");
            assertThat(reply.created()).contains(Instant.ofEpochSecond(1789438655));
            assertThat(reply.sources())
                    .containsExactly(new GlmReply.Source("River levels", "", "", "", "c", "ref_1", "2026-09-14"));
            assertThat(reply.filtered()).containsExactly(new GlmReply.Filtered("assistant", 3));
        }
    }

    @Test
    void an_overloaded_model_is_stood_in_for() {
        List<ChatEvent> events = new ArrayList<>();
        FaultServer.Answer busy = FaultServer.error(429, "1305");
        try (FaultServer server = FaultServer.start(busy, busy, busy, FaultServer.ok("ok"));
                Glm glm = Glm.builder()
                        .apiKey("id.secret")
                        .baseUrl(server.baseUrl())
                        .time(new FakeTime())
                        .build()) {
            ChatContext context = new ChatContext(false, events::add, new Cancellation(), Optional.empty());
            assertThat(glm.chatModel("glm-4-plus")
                            .withFallback("glm-4-flash")
                            .chat(QUESTION, context)
                            .message()
                            .text())
                    .isEqualTo("ok");
            assertThat(server.received()).hasSize(4);
            assertThat(server.received().get(3).body()).contains("\"model\":\"glm-4-flash\"");
            assertThat(((ChatEvent.RetryScheduled) events.get(2)).reason())
                    .startsWith("glm-4-plus is overloaded, glm-4-flash is asked in its place: ");
        }
    }

    @Test
    void a_stand_in_has_the_rest_of_the_time_and_no_more() {
        FaultServer.Answer busy = FaultServer.error(429, "1305", "Retry-After: 9");
        FakeTime time = new FakeTime();
        try (FaultServer server = FaultServer.start(busy);
                Glm glm = Glm.builder()
                        .apiKey("id.secret")
                        .baseUrl(server.baseUrl())
                        .time(time)
                        .build()) {
            ChatContext context =
                    new ChatContext(false, event -> {}, new Cancellation(), Optional.of(Duration.ofSeconds(20)));
            assertThatThrownBy(() -> glm.chatModel("a").withFallback("b").chat(QUESTION, context))
                    .isInstanceOf(GlmException.RateLimit.class);
            assertThat(server.received())
                    .as("three of the model and one of its stand-in")
                    .hasSize(4);
            assertThat(time.pauses()).containsExactly(Duration.ofSeconds(9), Duration.ofSeconds(9));
        }
    }

    @Test
    void half_an_emoji_does_not_reach_the_wire() {
        try (FaultServer server = FaultServer.start(FaultServer.ok("ok"));
                Glm glm = Glm.withKey("id.secret", server.baseUrl())) {
            glm.chatModel("m").chat(ChatRequest.of(UserMessage.of("a\uD83D b\uDE00 \uD83D\uDE00 c\uD83D")));

            assertThat(server.received().get(0).body()).contains("\"a\uFFFD b\uFFFD \uD83D\uDE00 c\uFFFD\"");
        }
    }

    @Test
    void our_own_rate_is_no_reason_for_another_model() {
        try (FaultServer server = FaultServer.start(FaultServer.error(429, "1302"));
                Glm glm = Glm.builder()
                        .apiKey("id.secret")
                        .baseUrl(server.baseUrl())
                        .time(new FakeTime())
                        .build()) {
            assertThatThrownBy(() -> glm.chatModel("a").withFallback("b").chat(QUESTION))
                    .isInstanceOf(GlmException.RateLimit.class);
            assertThat(server.received()).hasSize(3);
        }
    }

    @Test
    void a_picture_from_disk_is_sent_along(@TempDir Path dir) throws IOException {
        Path png = Files.write(
                dir.resolve("a.jpg"), new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 1});
        Path text = Files.writeString(dir.resolve("b.png"), "hello");
        Path large = Files.write(dir.resolve("c.png"), new byte[5 * 1024 * 1024 + 1]);

        assertThat(ContentPart.Image.of(png).url()).isEqualTo("data:image/png;base64,iVBORw0KGgoAAAAB");
        assertThatThrownBy(() -> ContentPart.Image.of(text)).hasMessageContaining("is no JPEG or PNG");
        assertThatThrownBy(() -> ContentPart.Image.of(large))
                .hasMessageContaining("has 5242881 bytes; GLM takes 5 MB. Fix: make it smaller.");
        assertThatThrownBy(() -> ContentPart.Image.of(dir.resolve("d.png"))).hasMessageContaining("cannot be read");
    }
}
