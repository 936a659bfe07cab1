package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.Usage;
import dev.glmagent.chat.UserMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows F11, F15 to F17 and F22 to F30d of the fault matrix: streams that end, break or differ. */
class StreamFaultsTest {

    private static final ChatRequest QUESTION = ChatRequest.of(UserMessage.of("q"));

    private final FakeTime time = new FakeTime();
    private final List<ChatEvent> events = new ArrayList<>();

    private ChatReply ask(FaultServer server) {
        try (Glm glm = Glm.builder()
                .apiKey("id.secret")
                .baseUrl(server.baseUrl())
                .time(time)
                .build()) {
            return glm.chatModel("glm-4").chat(QUESTION, ChatContext.streaming(events::add));
        }
    }

    private ChatReply ask(String... pieces) {
        try (FaultServer server = FaultServer.start(FaultServer.stream(pieces))) {
            return ask(server);
        }
    }

    private GlmException fail(FaultServer.Answer... answers) {
        try (FaultServer server = FaultServer.start(answers)) {
            return catchThrowableOfType(GlmException.class, () -> ask(server));
        }
    }

    private static String event(String delta) {
        return event(delta, "");
    }

    private static String event(String delta, String finish) {
        return "data: {\"id\":\"1\",\"created\":1708225412,\"model\":\"glm-4\",\"choices\":[{\"index\":0"
                + (finish.isEmpty() ? "" : ",\"finish_reason\":\"" + finish + "\"") + ",\"delta\":{" + delta
                + "}}]}\n\n";
    }

    private static String text(String text) {
        return event("\"role\":\"assistant\",\"content\":\"" + text + "\"");
    }

    private static final String STOP = event("\"role\":\"assistant\",\"content\":\"\"", "stop");
    private static final String DONE = "data: [DONE]\n\n";
    private static final String USAGE =
            "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":27,\"completion_tokens\":5,\"total_tokens\":32}}\n\n";

    private List<String> seen() {
        return events.stream()
                .filter(ChatEvent.TextDelta.class::isInstance)
                .map(event -> ((ChatEvent.TextDelta) event).text())
                .toList();
    }

    @Test
    void text_and_reasoning_come_in_pieces_and_as_a_whole() {
        ChatReply reply = ask(
                event("\"role\":\"assistant\",\"reasoning_content\":\"River\""),
                event("\"role\":\"assistant\",\"content\":\"\\n\""),
                text("The"),
                text(" Rhine."),
                "data: {\"id\":\"1\",\"choices\":[{\"finish_reason\":\"stop\",\"delta\":{\"content\":\"\"}}],\"usage\":"
                        + "{\"prompt_tokens\":12,\"completion_tokens\":30,\"total_tokens\":42,"
                        + "\"prompt_tokens_details\":{\"cached_tokens\":3},"
                        + "\"completion_tokens_details\":{\"reasoning_tokens\":24}}}\n\n",
                DONE);

        assertThat(reply.message()).isEqualTo(new AssistantMessage("\nThe Rhine.", "River", List.of()));
        assertThat(reply.id()).isEqualTo("1");
        assertThat(reply.model()).isEqualTo("glm-4");
        assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(reply.usage()).contains(new Usage(12, 30, 42, 3, 24));
        assertThat(events)
                .containsExactly(
                        new ChatEvent.ReasoningDelta("River"),
                        new ChatEvent.TextDelta("\n"),
                        new ChatEvent.TextDelta("The"),
                        new ChatEvent.TextDelta(" Rhine."));
    }

    @Test
    void usage_may_come_after_the_end_in_an_event_of_its_own() {
        assertThat(ask(text("a"), STOP, USAGE, DONE).usage()).contains(new Usage(27, 5, 32, 0, 0));
    }

    @Test
    void f15_a_stream_that_ends_without_finish_reason_is_no_answer() {
        GlmException e = fail(FaultServer.stream(text("The"), text(" Rh")));

        assertThat(e)
                .isInstanceOf(GlmException.StreamInterrupted.class)
                .hasMessage("The answer broke off after 6 characters: the stream ended without finish_reason. It is not"
                        + " tried again by itself, because its beginning would come twice.");
        assertThat(((GlmException.StreamInterrupted) e).partialText()).isEqualTo("The Rh");
        assertThat(e.attempts()).isEqualTo(1);
        assertThat(seen()).containsExactly("The", " Rh");
    }

    @Test
    void f15_before_the_first_piece_another_attempt_is_made() {
        try (FaultServer server = FaultServer.start(
                FaultServer.stream(event("\"role\":\"assistant\"")), FaultServer.stream(text("ok"), STOP, DONE))) {
            assertThat(ask(server).message().text()).isEqualTo("ok");
        }
        assertThat(events.get(0)).isInstanceOf(ChatEvent.RetryScheduled.class);
        assertThat(seen()).containsExactly("ok");
    }

    @Test
    void f15_reasoning_without_an_answer_is_a_broken_stream() {
        GlmException e = fail(FaultServer.stream(event("\"reasoning_content\":\"hm\"")));

        assertThat(e).isInstanceOf(GlmException.StreamInterrupted.class);
    }

    /** F16: at every byte of the stream; what came before the cut was delivered once, and no half event. */
    @Test
    void f16_a_cut_anywhere_is_told() {
        byte[] whole = (text("北京")
                        + event("\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\","
                                + "\"arguments\":\"{\\\"a\\\":\\\"北\\\"}\"}}]"))
                .getBytes(StandardCharsets.UTF_8);
        int first = text("北京").getBytes(StandardCharsets.UTF_8).length;
        for (int cut = 1; cut < whole.length; cut += cut % 2 == 0 ? 5 : 4) {
            byte[] begin = Arrays.copyOf(whole, cut);
            events.clear();
            FaultServer.Answer answer = FaultServer.stream().then(connection -> connection.send(begin));
            GlmException e = fail(answer);

            assertThat(e).as("cut at %s", cut).isInstanceOf(GlmException.StreamInterrupted.class);
            assertThat(seen()).as("cut at %s", cut).isEqualTo(cut >= first ? List.of("北京") : List.of());
        }
    }

    @Test
    void f16_a_reset_in_the_middle_keeps_what_came() {
        GlmException e = fail(FaultServer.Answer.of(
                connection -> connection.send(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"),
                connection -> connection.send(chunk(text("The"))),
                FaultServer.Connection::close));

        assertThat(e)
                .isInstanceOf(GlmException.StreamInterrupted.class)
                .hasMessageStartingWith("The answer broke off after 3 characters: ");
        assertThat(e.getCause()).isInstanceOf(IOException.class);
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.getBytes(StandardCharsets.UTF_8).length) + "\r\n" + text + "\r\n";
    }

    @Test
    void f17_finish_reason_without_done_is_an_end() {
        assertThat(ask(text("a"), STOP).message().text()).isEqualTo("a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"data: [DONE]\n\n", "data:[DONE]\n\n", "data: [done] \n\n", "data:  [DONE]\r\n\r\n"})
    void f17_done_ends_at_once_though_the_line_stays_open(String done) throws InterruptedException {
        try (FaultServer server =
                FaultServer.start(FaultServer.stream(text("a"), STOP, done).then(FaultServer.Connection::stall))) {
            assertThat(ask(server).message().text()).isEqualTo("a");
            server.awaitFreed();
        }
    }

    @Test
    void f17_done_without_finish_reason_is_an_end_if_there_is_an_answer() {
        assertThat(ask(text("a"), DONE).finishReason().value()).isEmpty();
        assertThat(ask(call("0", "c", "f", "{}"), DONE).message().toolCalls()).hasSize(1);
        assertThat(fail(FaultServer.stream(call("0", "c", "f", "{\\\"a\\\":"), DONE)))
                .isInstanceOf(GlmException.StreamInterrupted.class);
        assertThat(fail(FaultServer.stream(event("\"role\":\"assistant\""), DONE)))
                .isInstanceOf(GlmException.StreamInterrupted.class);
    }

    @Test
    void f22_broken_utf8_is_one_lost_character_and_no_lost_answer() {
        FaultServer.Answer answer = FaultServer.stream()
                .then(connection -> {
                    byte[] bytes = text("a?b").getBytes(StandardCharsets.UTF_8);
                    bytes[new String(bytes, StandardCharsets.UTF_8).indexOf('?')] = (byte) 0xC3;
                    connection.send(bytes);
                })
                .then(connection -> connection.send(STOP + DONE));
        try (FaultServer server = FaultServer.start(answer)) {
            assertThat(ask(server).message().text()).isEqualTo("a\uFFFDb");
        }
    }

    @Test
    void f23_a_line_without_end_is_given_up() {
        GlmException e = fail(FaultServer.stream("data: " + "x".repeat(1024 * 1024 + 10)));

        assertThat(e).isInstanceOf(GlmException.Protocol.class).hasMessageContaining("longer than 1048576 bytes");
    }

    @Test
    void f23_comments_keep_a_line_alive_but_not_for_ever() {
        FaultServer.Answer comments = FaultServer.stream()
                .then(connection -> {
                    for (int i = 0; i < 100_000; i++) {
                        connection.send(": ping\n\n");
                        time.pass(Duration.ofSeconds(1));
                    }
                })
                .then(FaultServer.Connection::stall);
        try (FaultServer server = FaultServer.start(comments);
                Glm glm = Glm.builder()
                        .apiKey("id.secret")
                        .baseUrl(server.baseUrl())
                        .idleLimit(Duration.ofDays(9))
                        .callLimit(Duration.ofDays(9))
                        .time(time)
                        .build()) {
            assertThatThrownBy(() -> glm.chatModel("glm-4").chat(QUESTION, ChatContext.streaming(events::add)))
                    .isInstanceOfSatisfying(
                            GlmException.Timeout.class,
                            timeout -> assertThat(timeout.phase()).isEqualTo(GlmException.Timeout.Phase.IDLE));
        }
    }

    @Test
    void f24_an_error_in_the_stream_is_typed_and_keeps_the_text() {
        String error = "data: {\"error\":{\"code\":\"1301\",\"message\":\"敏感\"}}\n\n";

        assertThat(fail(FaultServer.stream(error)))
                .isInstanceOf(GlmException.ContentFiltered.class)
                .hasMessageContaining("code 1301: 敏感");
        GlmException late = fail(FaultServer.stream(text("abc"), error));
        assertThat(late).isInstanceOf(GlmException.StreamInterrupted.class);
        assertThat(late.code()).isEqualTo("1301");
        assertThat(late.getCause()).isInstanceOf(GlmException.ContentFiltered.class);
        assertThat(((GlmException.StreamInterrupted) late).partialText()).isEqualTo("abc");
        assertThat(fail(FaultServer.stream("event: error\ndata: {\"code\":1234,\"msg\":\"m\"}\n\n")))
                .isInstanceOf(GlmException.Server.class);
    }

    @Test
    void f25_broken_json_names_the_event() {
        GlmException e = fail(FaultServer.stream(event("\"role\":\"assistant\""), "data: {\"id\":\n\n"));

        assertThat(e)
                .isInstanceOf(GlmException.Protocol.class)
                .hasMessageContaining("the JSON of event 2 is broken: Unexpected end-of-input");
    }

    @Test
    void f26_what_the_consumer_throws_comes_out_as_it_is_and_closes_the_stream() throws InterruptedException {
        IllegalStateException thrown = new IllegalStateException("full");
        try (FaultServer server =
                        FaultServer.start(FaultServer.stream(text("a")).then(FaultServer.Connection::stall));
                Glm glm = Glm.withKey("id.secret", server.baseUrl())) {
            assertThatThrownBy(() -> glm.chatModel("glm-4").chat(QUESTION, ChatContext.streaming(event -> {
                        throw thrown;
                    })))
                    .isSameAs(thrown);
            server.awaitFreed();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"choices\":[]}", "{\"choices\":null}", "{\"id\":\"1\"}"})
    void f27_no_choices_is_tried_once_more(String body) {
        for (FaultServer.Answer answer :
                List.of(FaultServer.stream("data: " + body + "\n\n", DONE), FaultServer.json(200, body))) {
            try (FaultServer server = FaultServer.start(answer)) {
                assertThatThrownBy(() -> ask(server))
                        .isInstanceOf(GlmException.Protocol.class)
                        .hasMessageContaining("it holds no choices");
                assertThat(server.received()).hasSize(2);
            }
        }
    }

    @Test
    void f28_null_content_beside_calls_is_normal() {
        ChatReply reply = ask(
                event(
                        "\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":\"function\","
                                + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]"),
                event("\"content\":\"\"", "tool_calls"),
                DONE);

        assertThat(reply.message()).isEqualTo(new AssistantMessage("", "", List.of(new ToolCall("c", "f", "{}"))));
    }

    @Test
    void f29_an_empty_answer_is_empty_text_and_never_null() {
        assertThat(ask(event("\"content\":null", "stop"), DONE).message().text())
                .isEmpty();
    }

    @Test
    void f30_an_unknown_finish_reason_is_kept() {
        assertThat(ask(text("a"), event("\"content\":\"\"", "eos_reached"), DONE)
                        .finishReason()
                        .value())
                .isEqualTo("eos_reached");
    }

    @Test
    void f30_network_error_is_tried_again_while_nothing_was_delivered() {
        String failed = event("\"content\":\"\"", "network_error");
        try (FaultServer server =
                FaultServer.start(FaultServer.stream(failed, DONE), FaultServer.stream(text("ok"), STOP, DONE))) {
            assertThat(ask(server).message().text()).isEqualTo("ok");
        }
        assertThat(fail(FaultServer.stream(text("abc"), failed, DONE)))
                .isInstanceOf(GlmException.StreamInterrupted.class)
                .hasMessageContaining("finish_reason network_error");
        assertThat(fail(FaultServer.json(
                        200, "{\"choices\":[{\"finish_reason\":\"network_error\",\"message\":{\"content\":\"\"}}]}")))
                .isInstanceOf(GlmException.Server.class);
    }

    @Test
    void f30b_calls_count_whatever_the_word_says() {
        assertThat(ask(call("0", "c", "f", "{}"), STOP, DONE).message().toolCalls())
                .hasSize(1);
    }

    @Test
    void f30c_a_usage_that_makes_no_sense_is_unknown() {
        assertThat(ask(text("a"), STOP, DONE).usage()).isEmpty();
        assertThat(ask(text("a"), STOP, USAGE.replace("27", "-27"), DONE).usage())
                .isEmpty();
    }

    @Test
    void f30d_unknown_fields_orders_and_types_are_taken_as_they_come() {
        ChatReply reply = ask(
                "data: {\"x\":{\"y\":[1,{}]},\"choices\":[{\"delta\":{\"z\":null,\"content\":\"a\"},\"logprobs\":{},"
                        + "\"finish_reason\":\"stop\"}],\"created\":\"1708225412\",\"model\":7,\"id\":12}\n\n");

        assertThat(reply.message().text()).isEqualTo("a");
        assertThat(reply.model()).isEqualTo("7");
        assertThat(reply.id()).isEqualTo("12");
    }

    @Test
    void f11_a_stream_that_falls_silent_is_given_up() throws InterruptedException {
        try (FaultServer server =
                FaultServer.start(FaultServer.stream(text("abc")).then(FaultServer.Connection::stall))) {
            Thread clock = new Thread(() -> {
                try {
                    server.awaitStall();
                    time.pass(Duration.ofSeconds(61));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            // The reader has seen the piece before the time passes.
            List<ChatEvent> seen = events;
            GlmException e = catchThrowableOfType(GlmException.class, () -> {
                try (Glm glm = Glm.builder()
                        .apiKey("id.secret")
                        .baseUrl(server.baseUrl())
                        .time(time)
                        .build()) {
                    glm.chatModel("glm-4").chat(QUESTION, ChatContext.streaming(event -> {
                        seen.add(event);
                        clock.start();
                    }));
                }
            });

            assertThat(e)
                    .isInstanceOf(GlmException.StreamInterrupted.class)
                    .hasMessageContaining("fell silent in the middle of its answer within 60 s");
            assertThat(e.getCause())
                    .isInstanceOfSatisfying(
                            GlmException.Timeout.class,
                            timeout -> assertThat(timeout.phase()).isEqualTo(GlmException.Timeout.Phase.IDLE));
            server.awaitFreed();
            clock.join();
        }
    }

    // Tool calls in pieces

    private static String call(String index, String id, String name, String arguments) {
        List<String> fields = new ArrayList<>();
        if (!index.isEmpty()) {
            fields.add("\"index\":" + index);
        }
        if (!id.isEmpty()) {
            fields.add("\"id\":\"" + id + "\"");
        }
        fields.add("\"type\":\"function\"");
        fields.add("\"function\":{" + (name.isEmpty() ? "" : "\"name\":\"" + name + "\",") + "\"arguments\":\""
                + arguments + "\"}");
        return event("\"tool_calls\":[{" + String.join(",", fields) + "}]");
    }

    private static final String END = event("\"role\":\"assistant\",\"content\":\"\"", "tool_calls");

    static Stream<Arguments> toolStreams() {
        ToolCall one = new ToolCall("c1", "f", "{\"a\":1}");
        ToolCall two = new ToolCall("c2", "g", "{\"b\":2}");
        String a = "{\\\"a\\\":";
        String b = "{\\\"b\\\":";
        return Stream.of(
                Arguments.of(
                        "one piece, finish_reason twice",
                        List.of(
                                call("0", "c1", "f", a + "1}")
                                        .replace("\"delta\"", "\"finish_reason\":\"tool_calls\",\"delta\""),
                                END + USAGE),
                        List.of(one)),
                Arguments.of("index -1", List.of(call("-1", "c1", "f", a + "1}"), END), List.of(one)),
                Arguments.of(
                        "index -1, two calls",
                        List.of(call("-1", "c1", "f", a + "1}"), call("-1", "c2", "g", b + "2}"), END),
                        List.of(one, two)),
                Arguments.of(
                        "pieces by index",
                        List.of(call("0", "c1", "f", ""), call("0", "", "", a), call("0", "", "", "1}"), END),
                        List.of(one)),
                Arguments.of(
                        "two calls, interleaved",
                        List.of(
                                call("0", "c1", "f", a),
                                call("1", "c2", "g", b),
                                call("0", "", "", "1}"),
                                call("1", "", "", "2}"),
                                END),
                        List.of(one, two)),
                Arguments.of(
                        "id and name repeated",
                        List.of(call("0", "c1", "f", a), call("0", "c1", "f", "1}"), END),
                        List.of(one)),
                Arguments.of(
                        "a new id on every piece",
                        List.of(call("0", "c1", "f", a), call("0", "c9", "", "1"), call("0", "c8", "", "}"), END),
                        List.of(one)),
                Arguments.of(
                        "index 0 for every call",
                        List.of(call("0", "c1", "f", a + "1}"), call("0", "c2", "g", b), call("0", "", "", "2}"), END),
                        List.of(one, two)),
                Arguments.of(
                        "no index",
                        List.of(
                                call("", "c1", "f", a),
                                call("", "", "", "1}"),
                                call("", "c2", "g", b),
                                call("", "c2", "", "2}"),
                                END),
                        List.of(one, two)),
                Arguments.of(
                        "null index, the last piece with the finish",
                        List.of(
                                call("null", "c1", "f", a),
                                call("null", "", "", "1}")
                                        .replace("\"delta\"", "\"finish_reason\":\"tool_calls\",\"delta\"")),
                        List.of(one)),
                Arguments.of(
                        "two calls in one piece",
                        List.of(
                                event(
                                        "\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1}}},"
                                                + "{\"type\":\"mcp\",\"mcp\":{}},"
                                                + "{\"index\":1,\"id\":\"c2\",\"function\":{\"name\":\"g\",\"arguments\":\""
                                                + b + "2}\"}}]"),
                                END),
                        List.of(one, two)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("toolStreams")
    void tool_calls_are_put_together(String name, List<String> pieces, List<ToolCall> expected) {
        List<String> whole = new ArrayList<>(pieces);
        whole.add(DONE);
        ChatReply reply = ask(whole.toArray(String[]::new));

        assertThat(reply.message().toolCalls()).isEqualTo(expected);
        assertThat(reply.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        StringBuilder[] shown = {new StringBuilder(), new StringBuilder()};
        for (ChatEvent event : events) {
            ChatEvent.ToolCallDelta delta = (ChatEvent.ToolCallDelta) event;
            shown[delta.index()].append(delta.arguments());
        }
        for (int i = 0; i < expected.size(); i++) {
            assertThat(shown[i].toString()).isEqualTo(expected.get(i).arguments());
        }
    }

    @Test
    void an_endpoint_that_does_not_stream_is_heard_too() {
        try (FaultServer server = FaultServer.start(FaultServer.ok("whole"))) {
            assertThat(ask(server).message().text()).isEqualTo("whole");
        }
        assertThat(seen()).containsExactly("whole");
    }

    @Test
    void a_stream_is_asked_for() {
        try (FaultServer server = FaultServer.start(FaultServer.stream(text("a"), STOP, DONE))) {
            ask(server);

            assertThat(server.received().get(0).header("Accept")).isEqualTo("text/event-stream");
            assertThat(server.received().get(0).body()).endsWith(",\"stream\":true}");
        }
    }
}
