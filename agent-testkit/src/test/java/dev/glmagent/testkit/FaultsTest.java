package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Each fault, as it arrives on a socket or in an answer. */
class FaultsTest {

    private static final String WHOLE = Wire.question("q");
    private static final String STREAMED = WHOLE.replaceFirst("\\{", "{\"stream\":true,");

    private static String raw(String request, Reply reply) {
        try (GlmEmulator emulator = emulator(reply);
                RawSocket socket = new RawSocket(emulator)) {
            return socket.send(RawSocket.chat(emulator, request).replaceFirst("Host", "Connection: close\r\nHost"))
                    .rest();
        }
    }

    private static GlmEmulator emulator(Reply reply) {
        return GlmEmulator.builder()
                .clock(Wire.MONDAY)
                .responder(Script.of(reply))
                .start();
    }

    private static String stream(Reply reply) {
        try (GlmEmulator emulator = emulator(reply)) {
            return Wire.post(emulator, STREAMED).body();
        }
    }

    private static JsonNode message(Reply reply) {
        try (GlmEmulator emulator = emulator(reply)) {
            return Wire.ask(emulator, WHOLE).at("/choices/0");
        }
    }

    @Test
    void without_a_fault_the_connection_is_kept_and_closed_when_asked() {
        assertThat(raw(WHOLE, Reply.text("ok")))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Connection: close\r\n")
                .endsWith("}}");
        assertThat(raw(STREAMED, Reply.text("ok")))
                .contains("Transfer-Encoding: chunked\r\n")
                .endsWith("\r\ne\r\ndata: [DONE]\n\n\r\n0\r\n\r\n");
    }

    @Test
    void no_answer_and_reset_come_before_the_first_byte() {
        assertThat(raw(WHOLE, Reply.text("ok").with(Fault.noAnswer()))).isEmpty();
        assertThat(raw(WHOLE, Reply.text("ok").with(Fault.reset()))).isEqualTo("(reset)");
    }

    @Test
    void cut_and_reset_after_so_many_bytes_of_the_body() {
        assertThat(raw(WHOLE, Reply.raw(200, "text/plain", "0123456789").with(Fault.cutAfter(4))))
                .contains("Content-Length: 10\r\n")
                .endsWith("\r\n\r\n0123");
        assertThat(raw(WHOLE, Reply.raw(200, "text/plain", "0123456789").with(Fault.resetAfter(4))))
                .endsWith("(reset)");
        assertThat(raw(WHOLE, Reply.raw(200, "text/plain", "0123456789").with(Fault.cutAfter(0))))
                .endsWith("\r\n\r\n");
    }

    @Test
    void a_fault_that_waits_for_more_bytes_than_there_are_leads_no_client_to_use_the_connection_again() {
        Fault late = Fault.cutAfter(1_000_000);
        try (GlmEmulator emulator =
                        emulator(Reply.raw(200, "text/plain", "0123456789").with(late));
                RawSocket socket = new RawSocket(emulator)) {
            assertThat(socket.send(RawSocket.chat(emulator, WHOLE)).rest())
                    .contains("Content-Length: 10\r\nConnection: close\r\n")
                    .endsWith("\r\n\r\n0123456789");
        }
        try (GlmEmulator emulator = emulator(Reply.text("ok").with(late));
                RawSocket socket = new RawSocket(emulator)) {
            assertThat(socket.send(RawSocket.chat(emulator, STREAMED)).rest())
                    .contains("Transfer-Encoding: chunked")
                    .endsWith("data: [DONE]\n\n\r\n");
        }
    }

    @Test
    void half_an_event_is_all_that_comes_of_the_middle_one() {
        String body = raw(STREAMED, Reply.pieces("one", "two", "three").with(Fault.halfEvent()));

        assertThat(body)
                .contains("\"content\":\"two\"}}]}\n\n")
                .doesNotContain("three")
                .doesNotEndWith("\n\n");
        assertThat(body.split("data: ", -1)).hasSize(4);
    }

    @Test
    void a_cut_body_without_length_or_chunks_looks_complete() {
        String body = raw(STREAMED, Reply.text("a b").with(Fault.untilClose(), Fault.cutAfter(10)));

        assertThat(body).doesNotContain("Content-Length", "chunked").endsWith("\r\n\r\ndata: {\"id");
    }

    @Test
    void a_stall_leaves_the_connection_open_and_silent() {
        try (GlmEmulator emulator =
                        emulator(Reply.raw(200, "text/plain", "0123456789").with(Fault.stallAfter(4)));
                RawSocket socket = new RawSocket(emulator)) {
            socket.send(RawSocket.chat(emulator, WHOLE));
            String head = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 10\r\n\r\n0123";

            assertThat(socket.next(head.length())).isEqualTo(head);
            assertThat(socket.silent()).isTrue();
        }
    }

    @Test
    void left_open_after_done() {
        try (GlmEmulator emulator = emulator(Reply.text("ok").with(Fault.leftOpen()));
                RawSocket socket = new RawSocket(emulator)) {
            socket.send(RawSocket.chat(emulator, STREAMED));
            StringBuilder body = new StringBuilder();
            while (!body.toString().endsWith("[DONE]\n\n\r\n")) {
                body.append(socket.next(1));
            }

            assertThat(socket.silent()).isTrue();
        }
    }

    @Test
    void delays_take_their_time() {
        long start = System.nanoTime();
        stream(Reply.pieces("a", "b")
                .with(
                        Fault.delayHeaders(Duration.ofMillis(60)),
                        Fault.pace(Duration.ofMillis(20)),
                        Fault.trickle(Duration.ofMillis(0))));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(60 + 3 * 20));
    }

    @Test
    void a_trickle_is_a_chunk_for_each_byte() {
        String body = raw(STREAMED, Reply.text("").with(Fault.trickle(Duration.ofNanos(1)), Fault.cutAfter(6)));

        assertThat(body).endsWith("1\r\nd\r\n1\r\na\r\n1\r\nt\r\n1\r\na\r\n1\r\n:\r\n1\r\n \r\n");
    }

    @Test
    void the_ends_of_a_stream() {
        Reply.Answer answer = Reply.pieces("a", "b");

        assertThat(stream(answer.with(Fault.withoutDone())))
                .doesNotContain("[DONE]")
                .contains("\"stop\"");
        assertThat(stream(answer.with(Fault.withoutFinish()))).doesNotContain("finish_reason");
        assertThat(stream(answer.with(Fault.doubleFinish())).split("\"finish_reason\":\"stop\"", -1))
                .hasSize(3);
        assertThat(stream(answer.with(Fault.withoutUsage()))).doesNotContain("usage");
        assertThat(stream(answer.with(Fault.emptyChoices())))
                .contains("\"choices\":[]")
                .doesNotContain("delta");
        assertThat(stream(answer.with(Fault.errorEvent())))
                .contains("\"content\":\"a\"")
                .doesNotContain("\"content\":\"b\"")
                .contains("data: {\"error\":{\"code\":\"1234\"");
        assertThat(stream(answer.with(Fault.brokenEvent())).lines().filter(line -> line.startsWith("data: {")))
                .filteredOn(line -> !line.endsWith("}"))
                .hasSize(1);
    }

    @Test
    void dialects_of_a_stream() {
        Reply.Answer answer = Reply.text("ok");

        assertThat(stream(answer.with(Fault.crlf())))
                .contains("}\r\n\r\ndata: ")
                .endsWith("[DONE]\r\n\r\n");
        assertThat(stream(answer.with(Fault.byteOrderMark()))).startsWith("\uFEFFdata: {");
        assertThat(stream(answer.with(Fault.comments()))).startsWith(": keep-alive\n\ndata: {");
        assertThat(stream(answer.with(Fault.noSpace()))).startsWith("data:{").endsWith("data:[DONE]\n\n");
    }

    @Test
    void calls_that_are_not_as_they_should_be() {
        Reply.Answer calls = Reply.callTools(new Reply.Call("w", "{\"a\":1}"), new Reply.Call("w", "{\"a\":2}"));

        assertThat(message(calls.with(Fault.missingCallIds())).toString()).doesNotContain("call_");
        assertThat(message(calls.with(Fault.repeatedCallIds())).findValuesAsString("id"))
                .hasSize(2)
                .allMatch(id -> id.endsWith("_0"));
        assertThat(message(calls.with(Fault.callIndexMinusOne()))
                        .at("/message/tool_calls")
                        .findValuesAsString("index"))
                .containsExactly("-1", "-1");
        assertThat(arguments(calls.with(Fault.malformedArguments()))).containsExactly("{\"a\":1", "{\"a\":2");
        assertThat(arguments(calls.with(Fault.gluedArguments())))
                .containsExactly("{\"a\":1}{\"a\":1}", "{\"a\":2}{\"a\":2}");
        assertThat(message(calls.with(Fault.truncatedArguments()))
                        .path("finish_reason")
                        .asString())
                .isEqualTo("length");
        assertThat(message(calls.with(Fault.markupInName())).findValuesAsString("name"))
                .containsOnly("w<arg_key>name</arg_key>");
    }

    private static List<String> arguments(Reply reply) {
        return message(reply).findValuesAsString("arguments");
    }

    @Test
    void replies_that_are_faults_already() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(
                Reply.rateLimited(Duration.ofSeconds(2)),
                Reply.error("1301"),
                Reply.html(),
                Reply.raw(302, "text/plain", "").withHeader("Location", "http://127.0.0.1:1/"),
                Reply.reasoningOnly("hm")))) {
            HttpResponse<String> limited = Wire.post(emulator, WHOLE);
            assertThat(limited.statusCode()).isEqualTo(429);
            assertThat(limited.headers().firstValue("Retry-After")).contains("2");
            assertThat(limited.body())
                    .isEqualTo("{\"error\":{\"code\":\"1302\",\"message\":\"您的账户已达到速率限制，请您控制请求频率\"}}");
            assertThat(Wire.post(emulator, WHOLE).body())
                    .startsWith("{\"contentFilter\":[{\"level\":1,\"role\":\"user\"}],\"error\":{\"code\":\"1301\"");
            assertThat(Wire.post(emulator, WHOLE).body()).contains("<h1>Please log in</h1>");
            assertThat(Wire.post(emulator, WHOLE).headers().firstValue("Location"))
                    .contains("http://127.0.0.1:1/");
            assertThat(Wire.ask(emulator, WHOLE).at("/choices/0/message").toString())
                    .isEqualTo("{\"role\":\"assistant\",\"reasoning_content\":\"hm\",\"content\":\"\"}");
        }
    }
}
