package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows F01 to F14b of the fault matrix: what a network and a gateway do to a call. */
@Timeout(120)
class TransportFaultsTest {

    private static final ChatRequest QUESTION = ChatRequest.of(UserMessage.of("q"));

    private final FakeTime time = new FakeTime();
    private final List<ChatEvent.RetryScheduled> retries = new ArrayList<>();

    private Glm client(String baseUrl) {
        return Glm.builder().apiKey("id.secret").baseUrl(baseUrl).time(time).build();
    }

    private String ask(FaultServer server) {
        return ask(server.baseUrl());
    }

    private String ask(String baseUrl) {
        ChatContext context = new ChatContext(
                false, event -> retries.add((ChatEvent.RetryScheduled) event), new Cancellation(), Optional.empty());
        try (Glm glm = client(baseUrl)) {
            return glm.chatModel("glm-4").chat(QUESTION, context).message().text();
        }
    }

    private GlmException fail(FaultServer server) {
        return catchThrowableOfType(GlmException.class, () -> ask(server));
    }

    @Test
    void f01_retry_after_is_waited_for_and_not_more() {
        try (FaultServer server =
                FaultServer.start(FaultServer.error(429, "1302", "Retry-After: 2"), FaultServer.ok("ok"))) {
            assertThat(ask(server)).isEqualTo("ok");
        }
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(2));
        assertThat(retries).singleElement().satisfies(retry -> {
            assertThat(retry.attempt()).isEqualTo(1);
            assertThat(retry.delay()).isEqualTo(Duration.ofSeconds(2));
            assertThat(retry.reason()).contains("code 1302: m").contains("It asks to wait 2 s.");
        });
    }

    @Test
    void f02_without_the_header_throttling_waits_longer_than_a_fault() {
        try (FaultServer server = FaultServer.start(
                FaultServer.error(429, "1305"), FaultServer.error(429, "1305"), FaultServer.ok("ok"))) {
            assertThat(ask(server)).isEqualTo("ok");
        }
        assertThat(time.pauses()).hasSize(2);
        assertThat(time.pauses().get(0)).isBetween(Duration.ZERO, Duration.ofSeconds(2));
        assertThat(time.pauses().get(1)).isBetween(Duration.ZERO, Duration.ofSeconds(4));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1113", "1308", "1313", "1304", "1311"})
    void f02_no_balance_and_no_plan_are_not_tried_again(String code) {
        try (FaultServer server = FaultServer.start(FaultServer.error(429, code, "Retry-After: 1"))) {
            assertThat(fail(server).code()).isEqualTo(code);
            assertThat(server.received()).hasSize(1);
        }
        assertThat(time.pauses()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "3600, 1, -1",
        "'Wed, 21 Oct 2099 07:28:00 GMT', 1, -1",
        "10000000000000000000000000000000000000000, 1, -1",
        "-1, 2, 0",
        "0.5, 2, 500",
        "60, 2, 60000",
        "61, 1, -1",
        "'Tue, 24 Nov 2026 07:00:00 GMT', 2, 0",
        "'Tue, 24 Nov 2026 08:00:03 GMT', 2, 3000",
    })
    void f03_every_retry_after_that_makes_sense_is_kept(String header, int requests, long millis) {
        try (FaultServer server =
                FaultServer.start(FaultServer.error(429, "1302", "Retry-After: " + header), FaultServer.ok("ok"))) {
            if (requests == 1) {
                assertThat(fail(server))
                        .isInstanceOf(GlmException.RateLimit.class)
                        .hasMessageContaining("It asks to wait ");
            } else {
                assertThat(ask(server)).isEqualTo("ok");
                assertThat(time.pauses()).containsExactly(Duration.ofMillis(millis));
            }
            assertThat(server.received()).hasSize(requests);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nan", "NaN", "inf", "Infinity", "soon", "Mon, 21 Oct 2099 07:28:00 GMT", "1e999"})
    void f03_what_makes_no_sense_is_ignored(String header) {
        try (FaultServer server =
                FaultServer.start(FaultServer.error(503, "", "Retry-After: " + header), FaultServer.ok("ok"))) {
            assertThat(ask(server)).isEqualTo("ok");
        }
        assertThat(time.pauses().get(0)).isLessThanOrEqualTo(Duration.ofMillis(500));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void f04_a_failing_server_is_asked_three_times(int status) {
        try (FaultServer server = FaultServer.start(FaultServer.error(status, ""))) {
            GlmException e = fail(server);

            assertThat(e).isInstanceOf(GlmException.Server.class);
            assertThat(e.status()).isEqualTo(status);
            assertThat(e.attempts()).isEqualTo(3);
            assertThat(e).hasMessageContaining("attempt 3");
            assertThat(e.getSuppressed()).hasSize(1);
            assertThat(e.getSuppressed()[0].getSuppressed()).hasSize(1);
            assertThat(server.received()).hasSize(3);
            assertThat(e.requestId()).isNotEmpty();
            assertThat(server.received().get(2).body()).contains(e.requestId());
            assertThat(server.received().stream()
                            .map(request -> request.body().substring(0, 60))
                            .distinct())
                    .as("a fresh request_id each attempt")
                    .hasSize(3);
        }
        assertThat(time.pauses().get(0)).isLessThanOrEqualTo(Duration.ofMillis(500));
        assertThat(time.pauses().get(1)).isLessThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void f05_a_storm_of_failures_is_no_storm_of_calls() throws InterruptedException {
        try (FaultServer server = FaultServer.start(FaultServer.error(503, ""));
                Glm glm = client(server.baseUrl())) {
            List<Thread> threads = new ArrayList<>();
            int calls = 50 * 4;
            for (int i = 0; i < 50; i++) {
                Thread thread = new Thread(() -> {
                    for (int call = 0; call < 4; call++) {
                        assertThatThrownBy(() -> glm.chatModel("glm-4").chat(QUESTION))
                                .isInstanceOf(GlmException.Server.class);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(server.received().size()).isBetween(calls, calls + 35);
        }
    }

    @Test
    void f06_a_reset_before_any_byte_is_tried_again() {
        try (FaultServer server = FaultServer.start(FaultServer.reset(), FaultServer.ok("ok"))) {
            assertThat(ask(server)).isEqualTo("ok");
        }
        assertThat(retries)
                .singleElement()
                .satisfies(retry -> assertThat(retry.reason()).startsWith("The connection to 127.0.0.1:"));
    }

    @Test
    void f07_a_reset_in_the_body_is_tried_again() {
        FaultServer.Answer cut = FaultServer.Answer.of(
                connection -> connection.send(FaultServer.head(200, "application/json", "x".repeat(1000)) + "{\"choic"),
                FaultServer.Connection::close);
        try (FaultServer server = FaultServer.start(cut, FaultServer.ok("ok"))) {
            assertThat(ask(server)).isEqualTo("ok");
            assertThat(server.received()).hasSize(2);
        }
    }

    @Test
    void f08_nobody_listens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        GlmException e = catchThrowableOfType(GlmException.class, () -> ask("http://127.0.0.1:" + port + "/v4"));

        assertThat(e)
                .isInstanceOf(GlmException.Connection.class)
                .hasMessageContaining("No connection to 127.0.0.1:" + port)
                .hasMessageContaining("Fix: check the network, the proxy and the base URL (http://127.0.0.1:" + port);
        assertThat(e.attempts()).isEqualTo(3);
    }

    @Test
    void f08_an_unknown_host() {
        GlmException e = catchThrowableOfType(GlmException.class, () -> ask("http://no-such-host.invalid/v4"));

        assertThat(e)
                .isInstanceOf(GlmException.Connection.class)
                .hasMessageStartingWith("The host no-such-host.invalid is not known here.");
    }

    /** A listener that takes nobody in: once its queue is full, the system answers no further greeting. */
    @Test
    void f08_a_host_that_does_not_answer() throws IOException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            fill(full, waiting);
            String url = "http://127.0.0.1:" + full.getLocalPort() + "/v4";
            try (Glm glm = Glm.builder()
                    .apiKey("id.secret")
                    .baseUrl(url)
                    .time(time)
                    .attempts(2)
                    .connectLimit(Duration.ofMillis(200))
                    .build()) {
                assertThatThrownBy(() -> glm.chatModel("glm-4").chat(QUESTION))
                        .isInstanceOfSatisfying(GlmException.Timeout.class, timeout -> {
                            assertThat(timeout.phase()).isEqualTo(GlmException.Timeout.Phase.CONNECT);
                            assertThat(timeout.attempts()).isEqualTo(2);
                        })
                        .hasMessage(
                                "No connection to 127.0.0.1:" + full.getLocalPort() + " within 0.2 s. Fix: check the"
                                        + " network, the proxy and the base URL (" + url + ").");
            }
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    private static void fill(ServerSocket listener, List<Socket> waiting) throws IOException {
        for (int i = 0; i < 100; i++) {
            Socket socket = new Socket();
            waiting.add(socket);
            try {
                socket.connect(listener.getLocalSocketAddress(), 100);
            } catch (SocketTimeoutException itIsFull) {
                return;
            }
        }
        throw new IllegalStateException("This system queues 100 connections for a listener that wants 1.");
    }

    @Test
    void f10_headers_that_do_not_come() throws InterruptedException {
        assertStallEnds(
                FaultServer.stall(),
                Duration.ofSeconds(119),
                Duration.ofSeconds(2),
                e -> assertThat(e).isInstanceOfSatisfying(GlmException.Timeout.class, timeout -> {
                    assertThat(timeout.phase()).isEqualTo(GlmException.Timeout.Phase.HEADERS);
                    assertThat(timeout)
                            .hasMessageContaining("did not begin to answer within 2 min. Fix: try again, ask for a"
                                    + " shorter answer, or raise the headers limit.");
                }));
    }

    @Test
    void f11_a_body_that_stalls() throws InterruptedException {
        FaultServer.Answer half = FaultServer.Answer.of(
                connection -> connection.send(FaultServer.head(200, "application/json", "x".repeat(1000)) + "{\"choic"),
                FaultServer.Connection::stall);
        assertStallEnds(
                half,
                Duration.ofSeconds(59),
                Duration.ofSeconds(2),
                e -> assertThat(e)
                        .isInstanceOfSatisfying(
                                GlmException.Timeout.class,
                                timeout -> assertThat(timeout.phase()).isEqualTo(GlmException.Timeout.Phase.IDLE)));
    }

    @FunctionalInterface
    private interface Check {
        void of(GlmException e);
    }

    /** Past its limit the call and its connection are over. */
    private void assertStallEnds(FaultServer.Answer answer, Duration within, Duration more, Check check)
            throws InterruptedException {
        AtomicBoolean over = new AtomicBoolean();
        try (FaultServer server = FaultServer.start(answer)) {
            Thread clock = new Thread(() -> {
                try {
                    server.awaitStall();
                    time.pass(within);
                    // The client may read what was sent only now, and counts from then: time has to go on.
                    while (!over.get()) {
                        time.pass(more);
                        LockSupport.parkNanos(1_000_000);
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            clock.start();
            check.of(fail(server));
            over.set(true);
            server.awaitFreed();
            clock.join();
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void f12_one_byte_now_and_then_for_ever() {
        FaultServer.Answer trickle = FaultServer.Answer.of(
                connection -> connection.send(FaultServer.head(200, "application/json", "x".repeat(100_000))),
                connection -> {
                    for (int i = 0; i < 100_000; i++) {
                        connection.send(" ");
                        time.pass(Duration.ofSeconds(1));
                    }
                });
        // The server's time runs ahead of what is read, so the gap between two bytes must not count here.
        try (FaultServer server = FaultServer.start(trickle);
                Glm glm = Glm.builder()
                        .apiKey("id.secret")
                        .baseUrl(server.baseUrl())
                        .idleLimit(Duration.ofDays(9))
                        .time(time)
                        .build()) {
            GlmException e = catchThrowableOfType(
                    GlmException.class, () -> glm.chatModel("glm-4").chat(QUESTION));

            assertThat(e)
                    .isInstanceOfSatisfying(
                            GlmException.Timeout.class,
                            timeout -> assertThat(timeout.phase()).isEqualTo(GlmException.Timeout.Phase.CALL))
                    .hasMessageContaining("did not finish its answer within 5 min. Fix:");
        }
    }

    @Test
    void the_callers_limit_bounds_all_attempts_and_the_waits_between_them() {
        try (FaultServer server = FaultServer.start(FaultServer.error(429, "1302", "Retry-After: 8"));
                Glm glm = client(server.baseUrl())) {
            ChatContext context =
                    new ChatContext(false, event -> {}, new Cancellation(), Optional.of(Duration.ofSeconds(10)));

            assertThatThrownBy(() -> glm.chatModel("glm-4").chat(QUESTION, context))
                    .isInstanceOf(GlmException.RateLimit.class);
            assertThat(server.received()).hasSize(2);
            assertThat(time.pauses()).containsExactly(Duration.ofSeconds(8));
        }
    }

    @Test
    void f14_a_204_and_an_empty_body_are_no_answer() {
        try (FaultServer server = FaultServer.start(
                FaultServer.Answer.of(connection -> connection.send("HTTP/1.1 204 No Content\r\n\r\n")))) {
            assertThat(fail(server))
                    .isInstanceOf(GlmException.Protocol.class)
                    .hasMessageContaining("got no content type and an empty body.");
        }
    }

    @Test
    void f14_a_gzip_bomb_is_stopped() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"x\":\"".getBytes(StandardCharsets.UTF_8));
            byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 12; i++) {
                gzip.write(megabyte);
            }
        }
        FaultServer.Answer bomb = FaultServer.Answer.of(connection -> {
            connection.send(
                    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: "
                            + packed.size() + "\r\n\r\n");
            connection.send(packed.toByteArray());
        });
        try (FaultServer server = FaultServer.start(bomb)) {
            assertThat(fail(server))
                    .isInstanceOf(GlmException.Protocol.class)
                    .hasMessage("The reply is larger than 10485760 bytes.");
        }
    }

    @Test
    void f14_an_error_body_is_read_up_to_64_kb() {
        try (FaultServer server = FaultServer.start(FaultServer.json(400, "y".repeat(200_000)))) {
            GlmException e = fail(server);

            assertThat(e).isInstanceOf(GlmException.InvalidRequest.class);
            assertThat(e.getMessage()).hasSizeLessThan(400);
        }
    }

    @Test
    void f14b_a_redirect_is_not_followed() {
        try (FaultServer elsewhere = FaultServer.start(FaultServer.ok("stolen"));
                FaultServer server = FaultServer.start(
                        FaultServer.json(308, "", "Location: " + elsewhere.baseUrl() + "/chat/completions"))) {
            assertThat(fail(server))
                    .isInstanceOf(GlmException.Protocol.class)
                    .hasMessageContaining("redirects to " + elsewhere.baseUrl());
            assertThat(elsewhere.received()).isEmpty();
        }
    }

    @Test
    void okhttp_repeats_nothing_on_its_own_account() {
        try (FaultServer server = FaultServer.start(FaultServer.error(503, "", "Retry-After: 0"));
                Glm glm = Glm.builder()
                        .apiKey("id.secret")
                        .baseUrl(server.baseUrl())
                        .attempts(1)
                        .build()) {
            assertThatThrownBy(() -> glm.chatModel("glm-4").chat(QUESTION)).isInstanceOf(GlmException.Server.class);
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void a_repeated_request_id_gets_one_more_attempt_with_a_new_one() {
        try (FaultServer server = FaultServer.start(FaultServer.error(400, "1231"), FaultServer.ok("ok"))) {
            assertThat(ask(server)).isEqualTo("ok");
        }
        try (FaultServer server = FaultServer.start(FaultServer.error(400, "1231"))) {
            assertThat(fail(server)).isInstanceOf(GlmException.InvalidRequest.class);
            assertThat(server.received()).hasSize(2);
        }
    }
}
