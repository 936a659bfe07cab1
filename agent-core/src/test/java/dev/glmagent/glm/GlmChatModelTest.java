package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.Agent;
import dev.glmagent.RunResult;
import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.ContentPart;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.InvalidConversationException;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.chat.Usage;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.RecordedRequest;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.Script;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes over the wire and comes back, against the emulator. */
class GlmChatModelTest {

    private static ChatReply ask(GlmEmulator emulator, ChatRequest request) {
        try (Glm glm = Glm.withKey(emulator.apiKey(), emulator.baseUrl())) {
            return glm.chatModel("glm-4").chat(request);
        }
    }

    /** Each attempt carries an id of its own. */
    private static String withoutId(String body) {
        assertThat(body).matches("(?s)\\{\"request_id\":\"[0-9a-f-]{36}\",.*");
        return "{" + body.substring(body.indexOf(',') + 1);
    }

    @Test
    void a_conversation_is_written_as_glm_reads_it() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.text("好的")))) {
            ask(
                    emulator,
                    new ChatRequest(
                            List.of(
                                    new SystemMessage("简短"),
                                    UserMessage.of("北京天气?"),
                                    new AssistantMessage(
                                            "", "想一想", List.of(new ToolCall("c1", "weather", "{\"city\":\"北京\"}"))),
                                    new ToolMessage("c1", "4.5 °C"),
                                    UserMessage.of("谢谢")),
                            List.of(new ToolSpec("weather", "Weather", "{\"type\":\"object\",\"properties\":{}}"))));

            RecordedRequest request = emulator.requests().get(0);
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.path()).isEqualTo("/api/paas/v4/chat/completions");
            assertThat(withoutId(request.body()))
                    .isEqualTo("{\"model\":\"glm-4\",\"messages\":["
                            + "{\"role\":\"system\",\"content\":\"简短\"},"
                            + "{\"role\":\"user\",\"content\":\"北京天气?\"},"
                            + "{\"role\":\"assistant\",\"content\":\"\",\"reasoning_content\":\"想一想\",\"tool_calls\":["
                            + "{\"id\":\"c1\",\"type\":\"function\",\"function\":"
                            + "{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"北京\\\"}\"}}]},"
                            + "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"4.5 °C\"},"
                            + "{\"role\":\"user\",\"content\":\"谢谢\"}],"
                            + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"description\":\"Weather\","
                            + "\"parameters\":{\"type\":\"object\",\"properties\":{}}}}],\"tool_choice\":\"auto\"}");
        }
    }

    @Test
    void a_picture_makes_the_content_a_list_of_parts() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.text("a cat")))) {
            ask(
                    emulator,
                    ChatRequest.of(new UserMessage(List.of(
                            new ContentPart.Text("what is this?"),
                            new ContentPart.Image("https://example.org/cat.png")))));

            assertThat(withoutId(emulator.requests().get(0).body()))
                    .isEqualTo("{\"model\":\"glm-4\",\"messages\":[{\"role\":\"user\",\"content\":["
                            + "{\"type\":\"text\",\"text\":\"what is this?\"},"
                            + "{\"type\":\"image_url\",\"image_url\":{\"url\":\"https://example.org/cat.png\"}}]}]}");
        }
    }

    @Test
    void a_reply_is_read_whole() {
        String body = """
                {"id":"8390127465510023391","request_id":"r","created":1708225901,"model":"GLM-4-Air","object":"chat.completion",
                 "choices":[{"index":0,"finish_reason":"tool_calls","message":{"role":"assistant","content":null,
                   "reasoning_content":"think","tool_calls":[
                     {"id":"call_1","index":0,"type":"function","function":{"name":"f","arguments":"{\\"a\\":1}"}},
                     {"type":"mcp","mcp":{"id":"m"}},
                     {"id":null,"type":"function","function":{"name":"g","arguments":{"b":2}}}]}}],
                 "usage":{"prompt_tokens":120,"completion_tokens":31,"total_tokens":151,
                   "prompt_tokens_details":{"cached_tokens":64},"completion_tokens_details":{"reasoning_tokens":7}}}
                """;
        try (GlmEmulator emulator =
                GlmEmulator.start(Script.of(Reply.raw(200, "application/json;charset=UTF-8", body)))) {
            ChatReply reply = ask(emulator, ChatRequest.of(UserMessage.of("q")));

            assertThat(reply.id()).isEqualTo("8390127465510023391");
            assertThat(reply.model()).isEqualTo("GLM-4-Air");
            assertThat(reply.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
            assertThat(reply.message())
                    .isEqualTo(new AssistantMessage(
                            "",
                            "think",
                            List.of(new ToolCall("call_1", "f", "{\"a\":1}"), new ToolCall("", "g", "{\"b\":2}"))));
            assertThat(reply.usage()).contains(new Usage(120, 31, 151, 64, 7));
        }
    }

    @Test
    void missing_fields_are_unknown_not_zero_and_not_a_fault() {
        String body =
                "{\"choices\":[{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"text\":\"b\"}]}}]}";
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.raw(200, "application/json", body)))) {
            ChatReply reply = ask(emulator, ChatRequest.of(UserMessage.of("q")));

            assertThat(reply.message()).isEqualTo(AssistantMessage.of("ab"));
            assertThat(reply.usage()).isEmpty();
            assertThat(reply.finishReason().value()).isEmpty();
        }
    }

    @Test
    void only_system_messages_are_refused_before_anything_is_sent() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.text("never")))) {
            assertThatThrownBy(() -> ask(emulator, ChatRequest.of(new SystemMessage("你是一名资深的喜剧演员"))))
                    .isInstanceOf(InvalidConversationException.class)
                    .hasMessageStartingWith(
                            "The conversation holds only system messages; GLM answers the last user message");
            assertThat(emulator.requests()).isEmpty();
        }
    }

    static class Weather {
        @Tool("Weather of a city")
        String weather(String city) {
            return city + " 4.5 °C";
        }
    }

    @Test
    void an_agent_goes_round_until_stop_over_real_http() {
        Script script = Script.of(
                Reply.callTools(
                        new Reply.Call("weather", "{\"city\":\"北京\"}"), new Reply.Call("weather", "{\"city\":\"上海\"}")),
                Reply.callTool("wether", "{}"),
                Reply.text("上海更暖和。"));
        try (GlmEmulator emulator = GlmEmulator.start(script);
                Glm glm = Glm.withKey(emulator.apiKey(), emulator.baseUrl())) {
            RunResult result = Agent.builder()
                    .model(glm.chatModel("glm-4"))
                    .tools(ToolRegistry.of(new Weather()))
                    .build()
                    .run("北京和上海哪个暖和?");

            assertThat(result.text()).isEqualTo("上海更暖和。");
            assertThat(result.toolCalls())
                    .extracting(call -> call.result().text())
                    .containsExactly(
                            "北京 4.5 °C",
                            "上海 4.5 °C",
                            "unknown tool \"wether\"; available: weather; did you mean \"weather\"?");
            assertThat(emulator.requests()).hasSize(3);
            assertThat(result.usage().orElseThrow().totalTokens()).isPositive();
        }
    }

    @Test
    void an_agent_works_on_the_offline_planner_too() {
        try (GlmEmulator emulator = GlmEmulator.start();
                Glm glm = Glm.withKey(emulator.apiKey(), emulator.baseUrl())) {
            RunResult result = Agent.builder()
                    .model(glm.chatModel("glm-4"))
                    .tools(ToolRegistry.of(new Weather()))
                    .build()
                    .run("北京今天天气怎么样?");

            assertThat(result.text()).contains("4.5 °C").contains("规则引擎,不是语言模型");
        }
    }
}
