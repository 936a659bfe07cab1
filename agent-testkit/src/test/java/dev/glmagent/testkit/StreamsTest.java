package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Server-sent events in the shapes of each profile, byte for byte. */
class StreamsTest {

    private static String streamed(String model) {
        return Wire.question("q").replace("glm-4", model).replaceFirst("\\{", "{\"stream\":true,");
    }

    private static HttpResponse<String> stream(Profile profile, String request, Reply reply) {
        try (GlmEmulator emulator = GlmEmulator.builder()
                .clock(Wire.MONDAY)
                .profile(profile)
                .responder(Script.of(reply))
                .start()) {
            return Wire.post(emulator, request);
        }
    }

    @Test
    void a_text_of_2024_whole() {
        HttpResponse<String> response = stream(Profile.GLM4_2024, streamed("glm-4"), Reply.text("The Rhine."));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream;charset=UTF-8");
        String head = "data: {\"id\":\"8390000000000000001\",\"created\":1795413600,\"model\":\"glm-4\",\"choices\":[";
        assertThat(response.body())
                .isEqualTo(head
                        + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"The\"}}]}\n\n"
                        + head
                        + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\" Rhine\"}}]}\n\n"
                        + head
                        + "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\".\"}}]}\n\n"
                        + head
                        + "{\"index\":0,\"finish_reason\":\"stop\",\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}],"
                        + "\"usage\":{\"prompt_tokens\":20,\"completion_tokens\":4,\"total_tokens\":24}}\n\n"
                        + "data: [DONE]\n\n");
    }

    @Test
    void reasoning_comes_before_the_text_and_is_counted() {
        HttpResponse<String> response = stream(
                Profile.GLM5_2026, streamed("glm-4.6"), Reply.pieces("\n", "晴。").withReasoning("想"));

        assertThat(chunks(response))
                .hasSize(4)
                .allMatch(chunk -> chunk.path("object").asString().equals("chat.completion.chunk"));
        assertThat(deltas(response))
                .containsExactly(
                        "{\"role\":\"assistant\",\"reasoning_content\":\"想\"}",
                        "{\"role\":\"assistant\",\"content\":\"\\n\"}",
                        "{\"role\":\"assistant\",\"content\":\"晴。\"}",
                        "{\"role\":\"assistant\",\"content\":\"\"}");
        assertThat(chunks(response).get(3).path("usage").toString())
                .isEqualTo("{\"prompt_tokens\":20,\"completion_tokens\":3,\"total_tokens\":23,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":0},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":1}}");
    }

    @Test
    void a_tool_call_of_2024_finishes_twice() {
        HttpResponse<String> response =
                stream(Profile.GLM4_2024, streamed("glm-4-plus"), Reply.callTool("weather", "{\"city\":\"Cologne\"}"));

        assertThat(choices(response))
                .containsExactly(
                        "{\"index\":0,\"finish_reason\":\"tool_calls\",\"delta\":{\"role\":\"assistant\",\"tool_calls\":["
                                + "{\"id\":\"call_8390000000000000001\",\"index\":0,\"type\":\"function\",\"function\":"
                                + "{\"name\":\"weather\",\"arguments\":\"{\\\"city\\\":\\\"Cologne\\\"}\"}}]}}",
                        "{\"index\":0,\"finish_reason\":\"tool_calls\",\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}");
        assertThat(chunks(response)).extracting(chunk -> chunk.has("usage")).containsExactly(false, true);
    }

    @Test
    void a_tool_call_of_2025_has_index_minus_one_and_no_role() {
        HttpResponse<String> response =
                stream(Profile.GLM45_2025, streamed("glm-4.5-flash"), Reply.callTool("weather", "{}"));

        assertThat(deltas(response).get(0))
                .startsWith("{\"tool_calls\":[{\"id\":\"call_2026")
                .contains("\"index\":-1");
        assertThat(choices(response)).allMatch(choice -> choice.contains("\"finish_reason\":\"tool_calls\""));
        assertThat(chunks(response)).noneMatch(chunk -> chunk.has("object"));
    }

    @Test
    void a_tool_call_of_2026_finishes_once() {
        HttpResponse<String> response = stream(
                Profile.GLM5_2026,
                streamed("glm-5"),
                Reply.callTools(new Reply.Call("a", "{}"), new Reply.Call("b", "{}")));

        assertThat(choices(response))
                .extracting(choice -> choice.contains("finish_reason"))
                .containsExactly(false, false, true);
        assertThat(deltas(response).get(1)).contains("\"index\":1").contains("_1\"");
    }

    @Test
    void tool_stream_sends_arguments_in_pieces_for_the_models_that_have_it() {
        String asked = "{\"tool_stream\":true,";
        Reply call = Reply.callTool("weather", "{\"city\":\"Cologne\"}");

        List<String> pieces =
                deltas(stream(Profile.GLM5_2026, streamed("glm-4.6").replaceFirst("\\{", asked), call));

        assertThat(pieces.get(0)).contains("\"name\":\"weather\",\"arguments\":\"\"");
        assertThat(pieces.get(1))
                .isEqualTo("{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"function\":"
                        + "{\"arguments\":\"{\\\"\"}}]}");
        String joined = pieces.stream()
                .map(delta -> Wire.JSON
                        .readTree(delta)
                        .at("/tool_calls/0/function/arguments")
                        .asString(""))
                .collect(Collectors.joining());
        assertThat(joined).isEqualTo("{\"city\":\"Cologne\"}");
        assertThat(deltas(stream(Profile.GLM5_2026, streamed("glm-4").replaceFirst("\\{", asked), call)))
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Profile.class)
    void pieces_joined_are_the_text_whatever_is_in_it(Profile profile) {
        String text = "  Café 👩‍👩‍👧 晴,24 °C\n\n«ok»\u0000\u2028 end ";
        HttpResponse<String> response = stream(profile, streamed("glm-4"), Reply.text(text));

        assertThat(deltas(response).stream()
                        .map(delta -> Wire.JSON.readTree(delta).path("content").asString())
                        .collect(Collectors.joining()))
                .isEqualTo(text);
    }

    @Test
    void a_refused_request_gets_a_plain_error_even_when_it_asks_for_a_stream() {
        HttpResponse<String> response = stream(Profile.GLM5_2026, streamed("gpt-4"), Reply.text("never"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).startsWith("{\"error\":{\"code\":\"1211\"");
    }

    private static List<JsonNode> chunks(HttpResponse<String> response) {
        assertThat(response.body()).endsWith("data: [DONE]\n\n");
        return response.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> Wire.JSON.readTree(line.substring("data: ".length())))
                .toList();
    }

    private static List<String> choices(HttpResponse<String> response) {
        return chunks(response).stream()
                .map(chunk -> chunk.path("choices").path(0).toString())
                .toList();
    }

    private static List<String> deltas(HttpResponse<String> response) {
        return chunks(response).stream()
                .map(chunk -> chunk.at("/choices/0/delta").toString())
                .toList();
    }
}
