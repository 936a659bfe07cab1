package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows F50 to F52 for one call: each state a call can be in, and each way to end it. */
@Timeout(10)
class CancellingTest {

    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    private static final String PIECE = "data: {\"choices\":[{\"delta\":{\"content\":\"a\"}}]}\n\n";

    enum State {
        HEADERS,
        STREAM,
        BODY
    }

    private static FaultServer.Answer stallIn(State state) {
        return switch (state) {
            case HEADERS -> FaultServer.stall();
            case STREAM ->
                FaultServer.Answer.of(connection -> connection.send(HEAD + PIECE), FaultServer.Connection::stall);
            case BODY ->
                FaultServer.Answer.of(
                        connection -> connection.send(FaultServer.head(200, "application/json", "x".repeat(99)) + "{"),
                        FaultServer.Connection::stall);
        };
    }

    enum Way {
        CANCEL,
        INTERRUPT,
        CLOSE
    }

    private static void end(Way way, Cancellation cancellation, Thread caller, Glm glm) {
        switch (way) {
            case CANCEL -> cancellation.cancel();
            case INTERRUPT -> caller.interrupt();
            case CLOSE -> glm.close();
        }
    }

    static Stream<Arguments> cells() {
        return Stream.of(State.values())
                .flatMap(state -> Stream.of(Way.values()).map(way -> Arguments.of(state, way)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("cells")
    void a_call_ends_within_a_second_and_lets_go_of_its_connection(State state, Way way) throws Exception {
        Cancellation cancellation = new Cancellation();
        ChatContext context =
                new ChatContext(state != State.BODY, event -> {}, cancellation, Optional.of(Duration.ofMinutes(9)));
        try (FaultServer server = FaultServer.start(stallIn(state));
                Glm glm = Glm.withKey("id.secret", server.baseUrl())) {
            CompletableFuture<GlmException> ended = new CompletableFuture<>();
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            Thread caller = new Thread(() -> {
                ended.complete(catchThrowableOfType(
                        GlmException.class,
                        () -> glm.chatModel("glm-4").chat(ChatRequest.of(UserMessage.of("q")), context)));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            server.awaitStall();

            long start = System.nanoTime();
            end(way, cancellation, caller, glm);

            assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(GlmException.Cancelled.class);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(flag.get()).as("the interrupt flag").isEqualTo(way == Way.INTERRUPT);
            server.awaitFreed();
            assertThat(server.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_wait_between_attempts_ends_too(Way way) throws Exception {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Boolean> waiting = new CompletableFuture<>();
        ChatContext context = new ChatContext(
                false, event -> waiting.complete(true), cancellation, Optional.of(Duration.ofMinutes(9)));
        try (FaultServer server = FaultServer.start(FaultServer.error(429, "1302", "Retry-After: 50"));
                Glm glm = Glm.withKey("id.secret", server.baseUrl())) {
            CompletableFuture<GlmException> ended = new CompletableFuture<>();
            Thread caller = new Thread(() -> ended.complete(catchThrowableOfType(
                    GlmException.class,
                    () -> glm.chatModel("glm-4").chat(ChatRequest.of(UserMessage.of("q")), context))));
            caller.start();
            waiting.get();
            end(way, cancellation, caller, glm);

            assertThat(ended.get(2, TimeUnit.SECONDS)).isInstanceOf(GlmException.Cancelled.class);
            assertThat(server.received()).hasSize(1);
        }
    }

    static Stream<Way> ways() {
        return Stream.of(Way.values());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_wait_for_a_permit_ends_too(Way way) throws Exception {
        Cancellation cancellation = new Cancellation();
        ChatContext context = new ChatContext(false, event -> {}, cancellation, Optional.of(Duration.ofMinutes(9)));
        ChatContext untouched =
                new ChatContext(false, event -> {}, new Cancellation(), Optional.of(Duration.ofMinutes(9)));
        // The first answer makes the bound 1, the second holds the only permit.
        try (FaultServer server = FaultServer.start(FaultServer.error(429, "1302"), FaultServer.stall());
                Glm glm = Glm.builder()
                        .apiKey("id.secret")
                        .baseUrl(server.baseUrl())
                        .attempts(1)
                        .build()) {
            GlmChatModel model = glm.chatModel("glm-4");
            ChatRequest question = ChatRequest.of(UserMessage.of("q"));
            assertThat(catchThrowableOfType(GlmException.RateLimit.class, () -> model.chat(question)))
                    .isNotNull();
            CompletableFuture<GlmException> held = new CompletableFuture<>();
            Thread holder = new Thread(() ->
                    held.complete(catchThrowableOfType(GlmException.class, () -> model.chat(question, untouched))));
            holder.start();
            server.awaitStall();
            CompletableFuture<GlmException> ended = new CompletableFuture<>();
            Thread caller = new Thread(() ->
                    ended.complete(catchThrowableOfType(GlmException.class, () -> model.chat(question, context))));
            caller.start();
            while (caller.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            end(way, cancellation, caller, glm);

            assertThat(ended.get(2, TimeUnit.SECONDS)).isInstanceOf(GlmException.Cancelled.class);
            assertThat(server.received()).as("the third call waits").hasSize(2);
        }
    }
}
