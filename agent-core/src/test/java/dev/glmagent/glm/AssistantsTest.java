package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Usage;
import dev.glmagent.glm.assistant.Assistant;
import dev.glmagent.glm.assistant.AssistantApi;
import dev.glmagent.glm.assistant.AssistantReply;
import dev.glmagent.glm.assistant.AssistantRequest;
import dev.glmagent.glm.assistant.Conversation;
import dev.glmagent.glm.assistant.ToolUse;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AssistantsTest {

    private static final AssistantRequest QUESTION = AssistantRequest.of("as-1", "Explain qubits");

    private static String event(String status, String more) {
        return "data: {\"id\":\"663\",\"conversation_id\":\"664\",\"assistant_id\":\"as-1\",\"created\":1716011245,"
                + "\"status\":\"" + status + "\"," + more + "}\n\n";
    }

    private static String text(String piece) {
        return event(
                "in_progress",
                "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"type\":\"content\",\"content\":\""
                        + piece + "\"}}]");
    }

    private static String tool(String type, String body) {
        return event(
                "in_progress",
                "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"tool\",\"type\":\"tool_calls\",\"tool_calls\":[{\"type\":\""
                        + type + "\",\"" + type + "\":" + body + "}]}}]");
    }

    private static final String END = event(
            "completed",
            "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":5,\"total_tokens\":12}");

    @Test
    void an_answer_comes_in_pieces_and_as_a_whole() {
        try (Platform platform = Platform.answering(FaultServer.stream(text("Qubits"), text(" spin"), END))) {
            List<ChatEvent> events = new ArrayList<>();
            AssistantReply reply = platform.glm.assistants().ask(QUESTION, ChatContext.streaming(events::add));

            assertThat(reply)
                    .isEqualTo(new AssistantReply(
                            "663",
                            "664",
                            "as-1",
                            "Qubits spin",
                            List.of(),
                            FinishReason.STOP,
                            Optional.of(new Usage(7, 5, 12, 0, 0))));
            assertThat(events).containsExactly(new ChatEvent.TextDelta("Qubits"), new ChatEvent.TextDelta(" spin"));
            assertThat(platform.line(0)).isEqualTo("POST /v4/assistant");
            assertThat(platform.body(0))
                    .isEqualTo("{\"assistant_id\":\"as-1\",\"model\":\"glm-4-assistant\",\"stream\":true,\"messages\":"
                            + "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Explain qubits\"}]}]}");
            assertThat(platform.server.received().get(0).body()).contains("\"request_id\":\"");
            assertThat(platform.server.received().get(0).header("Accept")).isEqualTo("text/event-stream");
        }
    }

    @Test
    void all_that_a_question_can_carry() {
        try (Platform platform = Platform.answering(FaultServer.stream(text("x"), END))) {
            platform.glm
                    .assistants()
                    .ask(QUESTION.withModel("glm-4-alltools")
                            .inConversation("664")
                            .withFile("f-1")
                            .withFile("f-2")
                            .withTranslation("zh", "en")
                            .withMetadata("order", "7")
                            .withUserId("customer-42"));

            assertThat(platform.body(0))
                    .isEqualTo("{\"assistant_id\":\"as-1\",\"model\":\"glm-4-alltools\",\"stream\":true,\"messages\":"
                            + "[{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"Explain qubits\"}]}],"
                            + "\"conversation_id\":\"664\",\"attachments\":[{\"file_id\":\"f-1\"},{\"file_id\":\"f-2\"}],"
                            + "\"metadata\":{\"order\":\"7\"},\"extra_parameters\":{\"translate\":{\"from\":\"zh\","
                            + "\"to\":\"en\"}},\"user_id\":\"customer-42\"}");
        }
        assertThatThrownBy(() -> AssistantRequest.of("as-1", " "))
                .hasMessage("The question is blank; GLM refuses an empty one.");
        assertThatThrownBy(() -> AssistantRequest.of("", "q"))
                .hasMessage("No assistant is named. Fix: give its id, or AssistantApi.GENERAL.");
    }

    @Test
    void what_the_assistant_does_on_the_way_is_told() {
        try (Platform platform = Platform.answering(FaultServer.stream(
                tool("code_interpreter", "{\"input\":\"print(\"}"),
                tool("code_interpreter", "{\"input\":\"1)\"}"),
                tool("code_interpreter", "{\"outputs\":[{\"type\":\"logs\",\"logs\":\"1\",\"error_msg\":null}]}"),
                tool("code_interpreter", "{\"input\":\"print(2)\"}"),
                tool("web_browser", "{\"input\":\"qubit\",\"outputs\":[{\"title\":\"Q\",\"link\":\"https://q\"}]}"),
                tool(
                        "function",
                        "{\"name\":\"weather\",\"arguments\":{\"city\":\"Rhine\"},\"outputs\":[{\"content\":\"3\"}]}"),
                tool("tool_of_tomorrow", "{}"),
                text("done"),
                END))) {
            List<ChatEvent> events = new ArrayList<>();
            AssistantReply reply = platform.glm.assistants().ask(QUESTION, ChatContext.streaming(events::add));

            assertThat(reply.toolUses())
                    .containsExactly(
                            new ToolUse(
                                    "code_interpreter",
                                    "print(1)",
                                    List.of(Map.of("type", "logs", "logs", "1", "error_msg", ""))),
                            new ToolUse("code_interpreter", "print(2)", List.of()),
                            new ToolUse("web_browser", "qubit", List.of(Map.of("title", "Q", "link", "https://q"))),
                            new ToolUse("weather", "{\"city\":\"Rhine\"}", List.of(Map.of("content", "3"))),
                            new ToolUse("tool_of_tomorrow", "", List.of()));
            assertThat(events)
                    .startsWith(
                            new ChatEvent.ToolCallDelta(0, "code_interpreter", "print("),
                            new ChatEvent.ToolCallDelta(0, "code_interpreter", "1)"))
                    .contains(new ChatEvent.ToolCallDelta(3, "weather", "{\"city\":\"Rhine\"}"));
        }
    }

    @Test
    void a_stream_that_breaks_off_is_no_answer_and_keeps_its_text() {
        try (Platform platform = Platform.answering(FaultServer.stream(text("Qubits")))) {
            GlmException.StreamInterrupted e = catchThrowableOfType(
                    GlmException.StreamInterrupted.class,
                    () -> platform.glm.assistants().ask(QUESTION, ChatContext.streaming(event -> {})));

            assertThat(e)
                    .hasMessage("The answer broke off after 6 characters: the stream ended without its last event."
                            + " It is not tried again by itself, because its beginning would come twice.");
            assertThat(e.partialText()).isEqualTo("Qubits");
            assertThat(platform.server.received()).hasSize(1);
        }
    }

    @Test
    void a_first_question_may_be_asked_again_and_one_in_a_conversation_may_not() {
        try (Platform platform =
                Platform.answering(FaultServer.stream(text("Qub")), FaultServer.stream(text("Qubits"), END))) {
            // Who sees no pieces can be given the second attempt's.
            assertThat(platform.glm.assistants().ask(QUESTION).text()).isEqualTo("Qubits");
        }
        try (Platform platform =
                Platform.answering(FaultServer.stream(text("Qub")), FaultServer.stream(text("Qubits"), END))) {
            assertThatThrownBy(() -> platform.glm.assistants().ask(QUESTION.inConversation("664")))
                    .isInstanceOf(GlmException.StreamInterrupted.class);
            assertThat(platform.server.received()).hasSize(1);
        }
    }

    @Test
    void done_after_text_is_an_end_too() {
        try (Platform platform = Platform.answering(FaultServer.stream(text("Qubits"), "data: [DONE]\n\n"))) {
            AssistantReply reply = platform.glm.assistants().ask(QUESTION);

            assertThat(reply.text()).isEqualTo("Qubits");
            assertThat(reply.finishReason()).isEqualTo(new FinishReason(""));
            assertThat(reply.usage()).isEmpty();
        }
    }

    @Test
    void an_assistant_that_fails_says_why() {
        try (Platform platform = Platform.answering(FaultServer.stream(
                event("failed", "\"last_error\":{\"code\":\"1301\",\"message\":\"unsafe\"},\"choices\":[]")))) {
            assertThatThrownBy(() -> platform.glm.assistants().ask(QUESTION))
                    .isInstanceOf(GlmException.ContentFiltered.class)
                    .hasMessageContaining("code 1301: unsafe");
        }
        try (Platform platform = Platform.answering(FaultServer.stream(event("failed", "\"last_error\":null")))) {
            assertThatThrownBy(() -> platform.glm.assistants().ask(QUESTION.inConversation("664")))
                    .isInstanceOf(GlmException.Server.class)
                    .hasMessage("GLM failed while it wrote the answer (status failed). Fix: try again later.");
        }
        try (Platform platform = Platform.answering(FaultServer.stream("data: [1]\n\n"))) {
            assertThatThrownBy(() -> platform.glm.assistants().ask(QUESTION))
                    .isInstanceOf(GlmException.Protocol.class)
                    .hasMessageContaining("an event is no JSON object");
        }
    }

    @Test
    void assistants_are_listed() {
        String body =
                "{\"success\":true,\"code\":200,\"msg\":\"ok\",\"data\":[{\"assistant_id\":\"as-1\",\"name\":\"N\","
                        + "\"avatar\":null,\"description\":\"D\",\"status\":\"publish\",\"tools\":[\"web_browser\"],"
                        + "\"created_at\":1704067200,\"updated_at\":0,\"starter_prompts\":[\"Hi\"]}]}";
        try (Platform platform = Platform.json(body, body)) {
            assertThat(platform.glm.assistants().list())
                    .containsExactly(new Assistant(
                            "as-1",
                            "N",
                            "",
                            "D",
                            "publish",
                            List.of("web_browser"),
                            Optional.of(Instant.ofEpochSecond(1704067200)),
                            Optional.empty(),
                            List.of("Hi")));
            assertThat(platform.glm.assistants().list("as-1")).hasSize(1);
            assertThat(platform.body(0)).isEqualTo("{\"assistant_id_list\":[]}");
            assertThat(platform.body(1)).isEqualTo("{\"assistant_id_list\":[\"as-1\"]}");
        }
    }

    @Test
    void conversations_are_listed_over_all_pages() {
        String page = "{\"code\":200,\"msg\":\"ok\",\"data\":{\"assistant_id\":\"as-1\",\"has_more\":%s,"
                + "\"conversation_list\":[{\"id\":\"%s\",\"assistant_id\":\"as-1\",\"create_time\":1716011245000,"
                + "\"update_time\":\"1716011246\",\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2,\"total_tokens\":3}}]}}";
        try (Platform platform = Platform.json(page.formatted(true, "c1"), page.formatted(false, "c2"))) {
            assertThat(platform.glm.assistants().conversations("as-1"))
                    .containsExactly(conversation("c1"), conversation("c2"));
            assertThat(platform.body(1)).isEqualTo("{\"assistant_id\":\"as-1\",\"page\":2,\"page_size\":50}");
        }
    }

    private static Conversation conversation(String id) {
        return new Conversation(
                id,
                "as-1",
                Optional.of(Instant.ofEpochSecond(1716011245)),
                Optional.of(Instant.ofEpochSecond(1716011246)),
                Optional.of(new Usage(1, 2, 3, 0, 0)));
    }

    @Test
    void the_platform_keeps_the_conversation() {
        try (GlmEmulator emulator = GlmEmulator.builder()
                        .responder(call -> Reply.text("heard " + call.messages().size()))
                        .start();
                Glm glm = Glm.withKey(emulator.apiKey(), emulator.baseUrl())) {
            AssistantReply first = glm.assistants().ask(AssistantRequest.of(AssistantApi.GENERAL, "one"));
            AssistantReply second = glm.assistants()
                    .ask(AssistantRequest.of(AssistantApi.GENERAL, "two").inConversation(first.conversationId()));

            assertThat(first.text()).isEqualTo("heard 1");
            assertThat(second.text()).isEqualTo("heard 3");
            assertThat(second.conversationId()).isEqualTo(first.conversationId());
            assertThat(glm.assistants().conversations(AssistantApi.GENERAL))
                    .extracting(Conversation::id)
                    .containsExactly(first.conversationId());
            assertThat(glm.assistants().list())
                    .extracting(Assistant::assistantId)
                    .contains(
                            AssistantApi.GENERAL,
                            AssistantApi.SEARCH,
                            AssistantApi.DATA_ANALYSIS,
                            AssistantApi.DRAWING);
            assertThatThrownBy(() -> glm.assistants()
                            .ask(AssistantRequest.of(AssistantApi.GENERAL, "q").inConversation("other")))
                    .isInstanceOf(GlmException.InvalidRequest.class)
                    .hasMessageContaining("code 1214: conversation_id");
        }
    }
}
