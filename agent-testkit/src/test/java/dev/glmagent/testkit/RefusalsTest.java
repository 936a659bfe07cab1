package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the platform refuses, and in which words. */
class RefusalsTest {

    private static GlmEmulator emulator;

    @BeforeAll
    static void start() {
        emulator = GlmEmulator.builder()
                .clock(Wire.MONDAY)
                .responder(call -> Reply.text("ok"))
                .start();
    }

    @AfterAll
    static void stop() {
        emulator.close();
    }

    private static void refused(HttpResponse<String> response, int status, String code, String message) {
        assertThat(response.body())
                .isEqualTo("{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}");
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json; charset=UTF-8");
    }

    private static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + emulator.port() + path))
                .header("Authorization", "Bearer " + emulator.apiKey());
    }

    @Test
    void an_unknown_path_gets_the_gateway_s_own_body() {
        HttpResponse<String> response =
                Wire.send(to("/api/paas/v4/v1/chat/completions?x=1").POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.body())
                .isEqualTo("{\"timestamp\":\"2026-11-23T06:00:00.000+00:00\",\"status\":404,\"error\":\"Not Found\","
                        + "\"path\":\"/v4/v1/chat/completions\"}");
    }

    @Test
    void a_wrong_method_too() {
        HttpResponse<String> response =
                Wire.send(to("/api/paas/v4/chat/completions").GET());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.body())
                .contains("\"status\":405,\"error\":\"Method Not Allowed\",\"path\":\"/v4/chat/completions\"");
    }

    @Test
    void no_authorization_is_1001() {
        refused(
                Wire.send(HttpRequest.newBuilder(Wire.chat(emulator)).POST(HttpRequest.BodyPublishers.ofString("{"))),
                401,
                "1001",
                "Header中未收到Authorization参数，无法进行身份验证。");
    }

    @ParameterizedTest
    @CsvSource({"Bearer other.key", "Bearer", "emulator.0123456789abcdef", "Basic emulator.0123456789abcdef"})
    void a_wrong_key_is_1000(String authorization) {
        refused(
                Wire.send(HttpRequest.newBuilder(Wire.chat(emulator))
                        .header("Authorization", authorization)
                        .POST(HttpRequest.BodyPublishers.ofString("{"))),
                401,
                "1000",
                "身份验证失败。");
    }

    @Test
    void a_body_over_ten_megabytes_is_refused_and_the_client_can_read_that() {
        refused(Wire.post(emulator, "x".repeat(10 * 1024 * 1024 + 1)), 413, "1210", "API 调用参数有误：请求体超过 10 MB。");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{'model':'glm-4'", "[]", "''", "hello", "{}{}"})
    void what_is_no_json_object_is_1210(String body) {
        refused(Wire.post(emulator, body.replace('\'', '"')), 400, "1210", "API 调用参数有误，请检查文档。");
    }

    @Test
    void json_nested_too_deep_is_1210() {
        refused(
                Wire.post(emulator, "{\"x\":" + "[".repeat(5000) + "]".repeat(5000) + "}"),
                400,
                "1210",
                "API 调用参数有误，请检查文档。");
    }

    @ParameterizedTest
    @CsvSource({"{}", "{\"model\":null}", "{\"model\":4}"})
    void no_model_is_1213(String body) {
        refused(Wire.post(emulator, body), 400, "1213", "未正常接收到model参数。");
    }

    @Test
    void an_unknown_model_is_1211_before_the_messages_are_looked_at() {
        refused(Wire.post(emulator, "{\"model\":\"gpt-4\"}"), 400, "1211", "模型不存在，请检查模型代码。");
    }

    @ParameterizedTest
    @CsvSource({"glm-4", "GLM-4-Flash", "glm-4.5-air", "glm-z1-air", "charglm-3", "cogvideox-2"})
    void known_models_are_known_in_any_case(String model) {
        assertThat(Wire.post(emulator, Wire.question("q").replace("glm-4", model))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "null",
                "[]",
                "{}",
                "\"hello\"",
                "[{\"role\":\"system\",\"content\":\"be brief\"}]",
                "[{\"role\":\"system\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"b\"}]",
                "[{\"role\":\"narrator\",\"content\":\"a\"},{\"role\":\"user\",\"content\":\"b\"}]",
                "[{\"content\":\"a\"},{\"role\":\"user\",\"content\":\"b\"}]",
                "[1,{\"role\":\"user\",\"content\":\"b\"}]",
                "[{\"role\":\"user\"}]",
                "[{\"role\":\"user\",\"content\":1}]",
                "[{\"role\":\"user\",\"content\":[]}]",
                "[{\"role\":\"user\",\"content\":[{\"type\":\"text\"}]}]",
                "[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\"}]",
                "[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"content\":\"\",\"tool_calls\":[]}]",
                "[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\"}]}]",
                "[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"tool\",\"content\":\"b\"}]",
                "[{\"role\":\"user\",\"content\":\"a\"},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"b\"}]",
            })
    void messages_it_cannot_use_are_1214(String messages) {
        refused(
                Wire.post(emulator, "{\"model\":\"glm-4\",\"messages\":" + messages + "}"),
                400,
                "1214",
                "messages 参数非法。请检查文档。");
    }

    @Test
    void no_messages_are_1214() {
        refused(Wire.post(emulator, "{\"model\":\"glm-4\"}"), 400, "1214", "messages 参数非法。请检查文档。");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}",
                "[{}]",
                "[{\"type\":\"function\"}]",
                "[{\"type\":\"function\",\"function\":{\"description\":\"d\"}}]",
                "[{\"type\":\"function\",\"function\":{\"name\":\"查天气\"}}]",
                "[{\"type\":\"function\",\"function\":{\"name\":\"a.b\"}}]",
            })
    void tools_it_cannot_use_are_1214(String tools) {
        refused(with("tools", tools), 400, "1214", "tools 参数非法。请检查文档。");
    }

    @Test
    void the_129th_tool_is_too_many() {
        assertThat(with("tools", tools(128)).statusCode()).isEqualTo(200);
        refused(with("tools", tools(129)), 400, "1214", "tools 参数非法。请检查文档。");
    }

    @ParameterizedTest
    @CsvSource({"0, glm-4, 4095", "4096, glm-4, 4095", "1.5, glm-4, 4095", "98305, glm-4.5-air, 98304"})
    void max_tokens_out_of_range_is_1210_and_tells_the_range(String value, String model, int cap) {
        refused(
                Wire.post(
                        emulator,
                        Wire.question("q")
                                .replace("glm-4", model)
                                .replaceFirst("\\{", "{\"max_tokens\":" + value + ",")),
                400,
                "1210",
                "max_tokens参数非法：限制数值范围[1," + cap + "]");
    }

    @ParameterizedTest
    @CsvSource({
        "temperature, 1.1",
        "temperature, -0.1",
        "temperature, true",
        "top_p, 0",
        "top_p, 1.01",
        "request_id, \"short\"",
        "request_id, 123456",
        "stream, 1",
        "stop, \"END\"",
        "stop, [1]",
    })
    void other_values_out_of_range_are_1214(String field, String value) {
        refused(with(field, value), 400, "1214", field + " 参数非法。请检查文档。");
    }

    @ParameterizedTest
    @CsvSource({"temperature, 0", "temperature, null", "top_p, 0.01", "max_tokens, 4095", "stream, false", "n, 3"})
    void what_is_in_range_or_unknown_is_let_through(String field, String value) {
        assertThat(with(field, value).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> with(String field, String value) {
        return Wire.post(emulator, Wire.question("q").replaceFirst("\\{", "{\"" + field + "\":" + value + ","));
    }

    private static String tools(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"type\":\"function\",\"function\":{\"name\":\"tool_" + i + "\"}}")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
