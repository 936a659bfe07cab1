package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Ids, times, usage and shape of what is answered. */
class AnswersTest {

    private static GlmEmulator emulator(Reply... replies) {
        return GlmEmulator.builder()
                .clock(Wire.MONDAY)
                .responder(Script.of(replies))
                .start();
    }

    @Test
    void a_text_answer_whole() {
        try (GlmEmulator emulator = emulator(Reply.text("晴 ok"))) {
            assertThat(Wire.post(emulator, Wire.question("天气?")).body())
                    .isEqualTo(
                            "{\"id\":\"202611231400000000000000000001\",\"request_id\":\"202611231400000000000000000001\","
                                    + "\"created\":1795413600,\"model\":\"glm-4\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,"
                                    + "\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\",\"content\":\"晴 ok\"}}],"
                                    + "\"usage\":{\"prompt_tokens\":22,\"completion_tokens\":2,\"total_tokens\":24}}");
        }
    }

    @Test
    void the_request_id_is_echoed_and_the_model_too() {
        try (GlmEmulator emulator = emulator(Reply.text("a"), Reply.text("b"))) {
            String body =
                    Wire.question("q").replace("glm-4", "GLM-4").replaceFirst("\\{", "{\"request_id\":\"order-7\",");

            JsonNode first = Wire.ask(emulator, body);
            JsonNode second = Wire.ask(emulator, body);

            assertThat(first.path("request_id").asString()).isEqualTo("order-7");
            assertThat(first.path("model").asString()).isEqualTo("GLM-4");
            assertThat(second.path("id").asString()).isEqualTo("202611231400000000000000000002");
        }
    }

    @Test
    void several_tool_calls_whole() {
        try (GlmEmulator emulator = emulator(Reply.callTools(
                new Reply.Call("weather", "{\"city\":\"北京\"}"), new Reply.Call("weather", "{broken")))) {
            JsonNode choice =
                    Wire.ask(emulator, Wire.question("q")).path("choices").path(0);

            assertThat(choice.path("finish_reason").asString()).isEqualTo("tool_calls");
            assertThat(choice.path("message").toString())
                    .isEqualTo("{\"role\":\"assistant\",\"tool_calls\":["
                            + "{\"id\":\"call_202611231400000000000000000001_0\",\"index\":0,\"type\":\"function\","
                            + "\"function\":{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"北京\\\"}\"}},"
                            + "{\"id\":\"call_202611231400000000000000000001_1\",\"index\":1,\"type\":\"function\","
                            + "\"function\":{\"name\":\"weather\",\"arguments\":\"{broken\"}}]}");
        }
    }

    @Test
    void reasoning_is_written_and_counted() {
        try (GlmEmulator emulator = emulator(Reply.text("").withReasoning("想一想").withFinishReason("length"))) {
            JsonNode answer = Wire.ask(emulator, Wire.question("q"));

            assertThat(answer.path("choices").path(0).toString())
                    .isEqualTo("{\"index\":0,\"finish_reason\":\"length\",\"message\":{\"role\":\"assistant\","
                            + "\"reasoning_content\":\"想一想\",\"content\":\"\"}}");
            assertThat(answer.path("usage").path("completion_tokens").asInt()).isEqualTo(3);
            assertThat(answer.path("usage").path("completion_tokens_details").toString())
                    .isEqualTo("{\"reasoning_tokens\":3}");
        }
    }

    @Test
    void usage_grows_with_the_conversation_and_the_tools_and_adds_up() {
        try (GlmEmulator emulator = emulator(Reply.text("a"), Reply.text("a"))) {
            JsonNode small = Wire.ask(emulator, Wire.question("q")).path("usage");
            JsonNode large = Wire.ask(
                            emulator,
                            Wire.question("a longer question")
                                    .replaceFirst(
                                            "\\{",
                                            "{\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\"}}],"))
                    .path("usage");

            assertThat(large.path("prompt_tokens").asInt())
                    .isGreaterThan(small.path("prompt_tokens").asInt() + 10);
            assertThat(large.path("total_tokens").asInt())
                    .isEqualTo(large.path("prompt_tokens").asInt()
                            + large.path("completion_tokens").asInt());
        }
    }
}
