package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows F13, F14, F18 to F23 and F26 of the fault matrix as a user of the client meets them: whatever the bytes of a stream
 * look like and however they arrive, the events are the same.
 */
@Timeout(120)
class StreamFramingTest {

    private static final ChatRequest QUESTION = ChatRequest.of(UserMessage.of("q"));

    /** A stream of all that there is: thinking, text of many scripts, two calls, usage behind the end. */
    private static final String STREAM = Stream.of(
                    chunk("{\"reasoning_content\":\"River…\"}"),
                    chunk("{\"content\":\"莱茵河 \"}"),
                    chunk("{\"content\":\"é😀\u2028\u0085 \"}"),
                    chunk("{\"content\":\"x\\n\\\"y\\\"\"}"),
                    chunk("{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":"
                            + "{\"name\":\"f\",\"arguments\":\"{\\\"a\\\":\"}}]}"),
                    chunk("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"\\\"南\\\"}\"}}]}"),
                    chunk("{\"tool_calls\":[{\"index\":1,\"id\":\"c2\",\"type\":\"function\",\"function\":"
                            + "{\"name\":\"g\",\"arguments\":\"{}\"}}]}"),
                    "{\"id\":\"1\",\"choices\":[{\"index\":0,\"finish_reason\":\"tool_calls\",\"delta\":{}}]}",
                    "{\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":5,\"total_tokens\":12}}",
                    "[DONE]")
            .map(data -> "data: " + data + "\n\n")
            .reduce("", String::concat);

    private static String chunk(String delta) {
        return "{\"id\":\"1\",\"created\":1708225412,\"model\":\"glm-4\",\"choices\":[{\"index\":0,\"delta\":" + delta
                + "}]}";
    }

    /** All that the caller gets to see. */
    private record Seen(ChatReply reply, List<ChatEvent> events) {}

    private static Seen ask(byte[]... pieces) {
        FaultServer.Answer answer = FaultServer.stream();
        for (byte[] piece : pieces) {
            answer = answer.then(connection -> connection.send(piece));
        }
        try (FaultServer server = FaultServer.start(answer);
                Glm glm = Glm.withKey("id.secret", server.baseUrl())) {
            List<ChatEvent> events = new ArrayList<>();
            ChatReply reply = glm.chatModel("glm-4").chat(QUESTION, ChatContext.streaming(events::add));
            return new Seen(reply, events);
        }
    }

    private static Seen ask(String stream) {
        return ask(stream.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> framings() {
        return Stream.of(
                Arguments.of("F18 CR", STREAM.replace('\n', '\r')),
                Arguments.of("F18 CRLF", STREAM.replace("\n", "\r\n")),
                Arguments.of("F18 mixed", STREAM.replace("\n\n", "\r\n\r")),
                Arguments.of("F18 runs of blank lines", STREAM.replace("\n\n", "\n\n\n\n\n")),
                Arguments.of("F19 comments", STREAM.replace("data: ", ": ping\n\n:\ndata: ")),
                Arguments.of("F19 other fields", STREAM.replace("data: ", "id: 7\nretry: 5\nfoo\nevent: ping\ndata: ")),
                Arguments.of("F19 no space after the colon", STREAM.replace("data: ", "data:")),
                Arguments.of("F19 two spaces after the colon", STREAM.replace("data: ", "data:  ")),
                Arguments.of("F20 JSON over several lines", STREAM.replace(",\"", ",\ndata: \"")),
                Arguments.of("F20 empty data", STREAM.replace("data: ", "data:\n\ndata: ")),
                Arguments.of("F21 byte order mark", "\uFEFF" + STREAM));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("framings")
    void every_framing_gives_the_same_events(String name, String stream) {
        assertThat(ask(stream)).isEqualTo(ask(STREAM));
    }

    @Test
    void f22_one_byte_at_a_time() {
        byte[] bytes = STREAM.getBytes(StandardCharsets.UTF_8);
        byte[][] single = new byte[bytes.length][];
        for (int i = 0; i < bytes.length; i++) {
            single[i] = new byte[] {bytes[i]};
        }
        Seen seen = ask(single);

        assertThat(seen).isEqualTo(ask(STREAM));
        assertThat(seen.reply().message().text()).isEqualTo("莱茵河 é😀\u2028\u0085 x\n\"y\"");
        assertThat(seen.reply().message().toolCalls()).hasSize(2);
    }

    /** The property of rows F16 to F22, with the network between. */
    @Test
    void any_split_of_the_bytes_gives_the_same_events() {
        Seen whole = ask(STREAM);
        for (int seed = 0; seed < 60; seed++) {
            Random random = new Random(seed);
            byte[] bytes =
                    STREAM.replace("\n", random.nextBoolean() ? "\r\n" : "\r").getBytes(StandardCharsets.UTF_8);
            List<byte[]> pieces = new ArrayList<>();
            int from = 0;
            while (from < bytes.length) {
                int to = Math.min(bytes.length, from + 1 + random.nextInt(random.nextBoolean() ? 4 : 200));
                pieces.add(Arrays.copyOfRange(bytes, from, to));
                from = to;
            }
            assertThat(ask(pieces.toArray(byte[][]::new))).as("seed %s", seed).isEqualTo(whole);
        }
    }

    @Test
    void f13_a_page_in_place_of_a_stream_is_no_answer_and_not_asked_for_again() {
        FaultServer.Answer page = FaultServer.Answer.of(connection -> connection.send(
                FaultServer.head(200, "text/html", "<h1>Log\u001B[31m in</h1>") + "<h1>Log\u001B[31m in</h1>"));
        try (FaultServer server = FaultServer.start(page);
                Glm glm = Glm.withKey("id.secret", server.baseUrl())) {
            assertThatThrownBy(() -> glm.chatModel("glm-4").chat(QUESTION, ChatContext.streaming(event -> {})))
                    .isInstanceOf(GlmException.Protocol.class)
                    .hasMessage("Expected text/event-stream from " + server.baseUrl() + ", got text/html; it begins:"
                            + " <h1>Log [31m in</h1> Fix: check the base URL, and whether a proxy or login page answers"
                            + " in its place.");
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void f14_another_character_set_than_json_has_is_no_answer() {
        byte[] body = "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":\"你好\"}}]}"
                .getBytes(Charset.forName("GBK"));
        FaultServer.Answer gbk = FaultServer.Answer.of(connection -> {
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: application/json;charset=GBK\r\nContent-Length: "
                    + body.length + "\r\n\r\n");
            connection.send(body);
        });
        try (FaultServer server = FaultServer.start(gbk);
                Glm glm = Glm.withKey("id.secret", server.baseUrl())) {
            assertThatThrownBy(() -> glm.chatModel("glm-4").chat(QUESTION))
                    .isInstanceOf(GlmException.Protocol.class)
                    .hasMessageContaining("is not one of GLM's: its JSON is broken or cut: Invalid UTF-8");
        }
    }

    /** Far more than all buffers between hold; a client that read ahead would take it all. */
    @Test
    void f26_a_slow_consumer_slows_the_server_down() {
        long all = 256L * 1024 * 1024;
        byte[] piece = ("data: " + chunk("{\"content\":\"" + "x".repeat(60_000) + "\"}") + "\n\n")
                .getBytes(StandardCharsets.UTF_8);
        AtomicLong sent = new AtomicLong();
        FaultServer.Answer endless = FaultServer.stream().then(connection -> {
            while (sent.get() < all) {
                connection.send(piece);
                sent.addAndGet(piece.length);
            }
        });
        IllegalStateException enough = new IllegalStateException("enough");
        try (FaultServer server = FaultServer.start(endless);
                Glm glm = Glm.withKey("id.secret", server.baseUrl())) {
            AtomicLong seen = new AtomicLong();
            assertThatThrownBy(() -> glm.chatModel("glm-4").chat(QUESTION, ChatContext.streaming(event -> {
                        if (seen.incrementAndGet() == 10) {
                            throw enough;
                        }
                    })))
                    .isSameAs(enough);
            assertThat(sent.get()).isLessThan(all / 2);
        }
    }
}
