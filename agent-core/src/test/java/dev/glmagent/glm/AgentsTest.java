package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.ContentPart;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Usage;
import dev.glmagent.glm.agent.AgentPart;
import dev.glmagent.glm.agent.AgentReply;
import dev.glmagent.glm.agent.AgentRequest;
import dev.glmagent.glm.agent.AgentTask;
import dev.glmagent.glm.agent.ConversationRequest;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentsTest {

    private static final String DONE = "{\"id\":\"2026\",\"agent_id\":\"general_translation\",\"status\":\"success\","
            + "\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"messages\":[{\"role\":\"assistant\",\"content\":"
            + "{\"type\":\"text\",\"text\":\"早上好\"}}]}],"
            + "\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":15,\"total_calls\":1}}";
    private static final String PENDING =
            "{\"id\":\"2026\",\"agent_id\":\"vidu_template_agent\",\"status\":\"pending\",\"async_id\":\"a-1\"}";

    private static String slide(String phase, String content, String more) {
        return "data: {\"id\":\"2025\",\"agent_id\":\"slides_glm_agent\",\"conversation_id\":\"c-1\",\"choices\":"
                + "[{\"index\":1,\"messages\":[{\"role\":\"assistant\",\"phase\":\"" + phase + "\",\"content\":["
                + content
                + "]}]" + more + "}]}\n\n";
    }

    private static String words(String text) {
        return "{\"type\":\"text\",\"text\":\"" + text + "\"}";
    }

    @Test
    void an_agent_is_asked_with_its_own_settings() {
        try (Platform platform = Platform.json(DONE)) {
            AgentReply reply = platform.glm
                    .agents()
                    .ask(AgentRequest.of(
                                    "general_translation",
                                    new ContentPart.Text("Good morning"),
                                    new ContentPart.Image("https://example.invalid/1.png"))
                            .variable("target_lang", "zh-CN")
                            .variableJson("strategy_config", "{\"general\": {\"suggestion\": \"kurz\"}}")
                            .withUserId("customer-42"));

            assertThat(reply)
                    .isEqualTo(new AgentReply(
                            "2026",
                            "general_translation",
                            "",
                            List.of(new AgentPart("text", "", "", "早上好")),
                            FinishReason.STOP,
                            Optional.of(new Usage(12, 3, 15, 0, 0))));
            assertThat(reply.text()).isEqualTo("早上好");
            assertThat(platform.line(0)).isEqualTo("POST /v4/v1/agents");
            assertThat(platform.body(0))
                    .isEqualTo(
                            "{\"agent_id\":\"general_translation\",\"stream\":false,\"messages\":[{\"role\":\"user\","
                                    + "\"content\":[{\"type\":\"text\",\"text\":\"Good morning\"},{\"type\":\"image_url\","
                                    + "\"image_url\":\"https://example.invalid/1.png\"}]}],\"custom_variables\":"
                                    + "{\"target_lang\":\"zh-CN\",\"strategy_config\":{\"general\":{\"suggestion\":\"kurz\"}}},"
                                    + "\"user_id\":\"customer-42\"}");
        }
        assertThatThrownBy(() -> AgentRequest.of("general_translation"))
                .hasMessage("There is nothing to do. Fix: give the agent a text or a picture.");
        assertThatThrownBy(() -> AgentRequest.of(" ", "q"))
                .hasMessage("No agent is named. Fix: give its id, such as general_translation.");
        assertThatThrownBy(() -> AgentRequest.of("a", "q").variableJson("x", "{"))
                .hasMessageStartingWith("The value of \"x\" is not one JSON value: ");
    }

    @Test
    void every_documented_place_of_an_answer_is_read() {
        String message = "{\"role\":\"assistant\",\"content\":%s}";
        List<String> choices = List.of(
                "\"messages\":[" + message.formatted(words("hi")) + "]",
                "\"message\":[" + message.formatted("[" + words("hi") + "]") + "]",
                "\"message\":" + message.formatted("\"hi\""),
                "\"delta\":" + message.formatted(words("hi")));
        for (String choice : choices) {
            try (Platform platform = Platform.json("{\"id\":\"1\",\"choices\":[{\"index\":0," + choice + "}]}")) {
                assertThat(platform.glm.agents().ask(AgentRequest.of("a", "q")).text())
                        .as(choice)
                        .isEqualTo("hi");
            }
        }
    }

    @Test
    void thinking_tools_and_answer_are_told_apart() {
        String tool = "{\"type\":\"object\",\"tag_cn\":\"插入\",\"tag_en\":\"Insert Page\",\"object\":"
                + "{\"tool_name\":\"insert_page\",\"output\":\"<html>\",\"position\":[1]}}";
        try (Platform platform = Platform.answering(FaultServer.stream(
                slide("thinking", words("I need"), ""),
                slide("thinking", words(" a page"), ""),
                slide("tool", tool, ""),
                slide("answer", words("Here"), ""),
                slide("answer", words(" it is"), ",\"finish_reason\":\"stop\"")))) {
            List<ChatEvent> events = new ArrayList<>();
            AgentReply reply = platform.glm
                    .agents()
                    .ask(
                            AgentRequest.of("slides_glm_agent", "Slides on pumps")
                                    .inConversation("c-1"),
                            ChatContext.streaming(events::add));

            assertThat(reply.parts())
                    .containsExactly(
                            new AgentPart("text", "thinking", "", "I need a page"),
                            new AgentPart(
                                    "object",
                                    "tool",
                                    "Insert Page",
                                    "{\"tool_name\":\"insert_page\",\"output\":\"<html>\",\"position\":[1]}"),
                            new AgentPart("text", "answer", "", "Here it is"));
            assertThat(reply.text()).isEqualTo("Here it is");
            assertThat(reply.conversationId()).isEqualTo("c-1");
            assertThat(reply.values("object")).hasSize(1);
            assertThat(events)
                    .containsExactly(
                            new ChatEvent.ReasoningDelta("I need"),
                            new ChatEvent.ReasoningDelta(" a page"),
                            new ChatEvent.ToolCallDelta(0, "insert_page", ""),
                            new ChatEvent.TextDelta("Here"),
                            new ChatEvent.TextDelta(" it is"));
            assertThat(platform.body(0)).contains("\"stream\":true", "\"conversation_id\":\"c-1\"");
        }
    }

    @Test
    void an_agent_that_works_later_is_waited_for() {
        try (Platform platform = Platform.json(PENDING, PENDING, DONE)) {
            assertThat(platform.glm
                            .agents()
                            .ask(AgentRequest.of("vidu_template_agent", "a river"))
                            .text())
                    .isEqualTo("早上好");
            assertThat(platform.line(1)).isEqualTo("POST /v4/v1/agents/async-result");
            assertThat(platform.body(1)).isEqualTo("{\"agent_id\":\"vidu_template_agent\",\"async_id\":\"a-1\"}");
            assertThat(platform.time.pauses()).containsExactly(Duration.ofSeconds(1));
        }
    }

    @Test
    void or_not_waited_for() {
        try (Platform platform = Platform.json(PENDING, PENDING, DONE)) {
            AgentTask task = platform.glm.agents().submit(AgentRequest.of("vidu_template_agent", "a river"));

            assertThat(task.id()).isEqualTo("a-1");
            assertThat(task.poll()).isEmpty();
            assertThat(platform.glm
                            .agents()
                            .task("vidu_template_agent", task.id())
                            .await(Duration.ofMinutes(10))
                            .text())
                    .isEqualTo("早上好");
            assertThat(task).hasToString("AgentTask[vidu_template_agent, a-1]");
        }
        try (Platform platform = Platform.json(DONE)) {
            AgentTask task = platform.glm.agents().submit(AgentRequest.of("general_translation", "Good morning"));

            assertThat(task.poll()).isPresent();
            assertThat(platform.body(0))
                    .isEqualTo(
                            "{\"agent_id\":\"general_translation\",\"stream\":false,\"messages\":[{\"role\":\"user\","
                                    + "\"content\":[{\"type\":\"text\",\"text\":\"Good morning\"}]}]}");
            assertThat(platform.server.received()).hasSize(1);
        }
    }

    @Test
    void waiting_has_the_callers_limit() {
        try (Platform platform = Platform.json(PENDING)) {
            ChatContext tenSeconds =
                    new ChatContext(false, event -> {}, new Cancellation(), Optional.of(Duration.ofSeconds(10)));
            assertThatThrownBy(() -> platform.glm.agents().ask(AgentRequest.of("vidu_template_agent", "r"), tenSeconds))
                    .isInstanceOf(GlmException.Timeout.class)
                    .hasMessageStartingWith("The task a-1 was not finished within 10 s;");
        }
    }

    @Test
    void what_an_agent_makes_is_not_paid_for_twice() {
        try (Platform platform = Platform.answering(FaultServer.error(500, "1234"))) {
            assertThatThrownBy(() -> platform.glm.agents().ask(AgentRequest.of("ai_drawing_agent", "a tree")))
                    .isInstanceOf(GlmException.Server.class);
            assertThat(platform.server.received()).hasSize(1);
        }
    }

    @Test
    void an_agent_that_fails_says_why() {
        try (Platform platform = Platform.json("{\"id\":\"1\",\"agent_id\":\"a\",\"status\":\"failed\",\"choices\":[],"
                + "\"error\":{\"code\":\"1301\",\"message\":\"unsafe\"}}")) {
            assertThatThrownBy(() -> platform.glm.agents().ask(AgentRequest.of("a", "q")))
                    .isInstanceOf(GlmException.ContentFiltered.class)
                    .hasMessageContaining("code 1301: unsafe");
        }
        try (Platform platform = Platform.answering(FaultServer.stream(
                slide("answer", words("Here"), ""),
                "data: {\"choices\":[{\"index\":2,\"finish_reason\":\"sensitive\"}],\"error\":{\"code\":\"1301\","
                        + "\"message\":\"unsafe\"}}\n\n"))) {
            GlmException.StreamInterrupted e = catchThrowableOfType(
                    GlmException.StreamInterrupted.class,
                    () -> platform.glm
                            .agents()
                            .ask(AgentRequest.of("slides_glm_agent", "q"), ChatContext.streaming(event -> {})));
            assertThat(e).hasCauseInstanceOf(GlmException.ContentFiltered.class);
            assertThat(e.partialText()).isEqualTo("Here");
        }
        try (Platform platform = Platform.json("{\"id\":\"1\",\"status\":\"failed\"}")) {
            assertThatThrownBy(() -> platform.glm.agents().task("a", "a-1").poll())
                    .isInstanceOf(GlmException.Server.class)
                    .hasMessageContaining("status failed");
        }
        try (Platform platform = Platform.json("{\"id\":\"1\"}")) {
            assertThatThrownBy(() -> platform.glm.agents().ask(AgentRequest.of("a", "q")))
                    .isInstanceOf(GlmException.Protocol.class)
                    .hasMessageContaining("it holds no answer");
        }
    }

    @Test
    void slides_are_had_again_as_a_file() {
        try (GlmEmulator emulator = GlmEmulator.builder()
                        .responder(call -> Reply.text("Two slides"))
                        .start();
                Glm glm = Glm.withKey(emulator.apiKey(), emulator.baseUrl())) {
            AgentReply slides = glm.agents()
                    .ask(AgentRequest.of("slides_glm_agent", "On pumps"), ChatContext.streaming(event -> {}));
            AgentReply files = glm.agents()
                    .conversation(ConversationRequest.of("slides_glm_agent", slides.conversationId())
                            .withPdf()
                            .withPage(1, 1280, 720));

            assertThat(slides.text()).isEqualTo("Two slides");
            assertThat(files.text()).isEqualTo("Two slides");
            assertThat(files.values("file_url")).singleElement().asString().endsWith(".pdf");
            assertThat(files.values("image_url")).singleElement().asString().endsWith("/1.png");
            assertThatThrownBy(() -> glm.agents().conversation(ConversationRequest.of("slides_glm_agent", "another")))
                    .isInstanceOf(GlmException.InvalidRequest.class);
            assertThat(glm.agents()
                            .ask(AgentRequest.of("vidu_template_agent", "a river"))
                            .text())
                    .isEqualTo("Two slides");
        }
    }
}
