package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What answers: scripts, lambdas, errors, raw bodies. */
class ScriptsTest {

    @Test
    void replies_come_in_order_and_then_the_script_says_it_is_used_up() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.text("one"), Reply.text("two")))) {
            assertThat(Wire.post(emulator, Wire.question("q")).body()).contains("\"content\":\"one\"");
            assertThat(Wire.post(emulator, Wire.question("q")).body()).contains("\"content\":\"two\"");

            HttpResponse<String> third = Wire.post(emulator, Wire.question("q"));

            assertThat(third.statusCode()).isEqualTo(500);
            assertThat(third.body())
                    .isEqualTo(
                            "{\"error\":{\"code\":\"500\",\"message\":\"no rule of the emulator's script answers this"
                                    + " request:\\n  user: q\\nrule 1, any request: fits, but its 2 replies were given already\"}}");
        }
    }

    @Test
    void a_refused_request_uses_up_no_reply() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.text("one")))) {
            Wire.post(emulator, "{}");

            assertThat(Wire.post(emulator, Wire.question("q")).body()).contains("\"content\":\"one\"");
        }
    }

    @Test
    void errors_can_be_scripted() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.error(429, "1305", "该模型当前访问量过大，请您稍后再试")))) {
            HttpResponse<String> response = Wire.post(emulator, Wire.question("q"));

            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.body()).isEqualTo("{\"error\":{\"code\":\"1305\",\"message\":\"该模型当前访问量过大，请您稍后再试\"}}");
        }
    }

    @Test
    void any_body_can_be_scripted_even_none() {
        try (GlmEmulator emulator = GlmEmulator.start(
                Script.of(Reply.raw(502, "text/html", "<html>Bad Gateway</html>"), Reply.raw(401, "text/plain", "")))) {
            HttpResponse<String> first = Wire.post(emulator, Wire.question("q"));
            HttpResponse<String> second = Wire.post(emulator, Wire.question("q"));

            assertThat(first.statusCode()).isEqualTo(502);
            assertThat(first.headers().firstValue("Content-Type")).contains("text/html");
            assertThat(first.body()).isEqualTo("<html>Bad Gateway</html>");
            assertThat(second.statusCode()).isEqualTo(401);
            assertThat(second.body()).isEmpty();
        }
    }

    @Test
    void a_responder_sees_the_request_typed() {
        List<ChatCall> seen = new ArrayList<>();
        String body = """
                {"model":"GLM-4","messages":[
                  {"role":"system","content":"brief"},
                  {"role":"user","content":[{"type":"text","text":"what is"},{"type":"text","text":"this?"}]},
                  {"role":"assistant","content":null,"tool_calls":[
                    {"id":"c1","type":"function","function":{"name":"look","arguments":"{\\"x\\":1}"}}]},
                  {"role":"tool","tool_call_id":"c1","content":"a cat"}],
                 "tools":[{"type":"function","function":{"name":"look","description":"Looks","parameters":{"type":"object"}}},
                          {"type":"web_search","web_search":{"enable":true}}]}""";
        try (GlmEmulator emulator = GlmEmulator.start(call -> {
            seen.add(call);
            return Reply.text(call.lastUserText());
        })) {
            assertThat(Wire.post(emulator, body).body()).contains("\"content\":\"what is\\nthis?\"");
        }

        assertThat(seen)
                .containsExactly(new ChatCall(
                        "GLM-4",
                        List.of(
                                new ChatCall.Message("system", "brief", List.of(), Optional.empty()),
                                new ChatCall.Message("user", "what is\nthis?", List.of(), Optional.empty()),
                                new ChatCall.Message(
                                        "assistant",
                                        "",
                                        List.of(new ChatCall.ToolCall("c1", "look", "{\"x\":1}")),
                                        Optional.empty()),
                                new ChatCall.Message("tool", "a cat", List.of(), Optional.of("c1"))),
                        List.of(new ChatCall.Tool("look", "Looks", "{\"type\":\"object\"}")),
                        List.of(),
                        body));
    }

    @Test
    void a_responder_that_throws_or_asserts_is_a_500_that_says_why() {
        try (GlmEmulator emulator = GlmEmulator.start(call -> {
            throw new AssertionError("expected two messages");
        })) {
            HttpResponse<String> response = Wire.post(emulator, Wire.question("q"));

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body())
                    .isEqualTo("{\"error\":{\"code\":\"500\",\"message\":\"the emulator's responder failed:"
                            + " java.lang.AssertionError: expected two messages\"}}");
        }
    }
}
