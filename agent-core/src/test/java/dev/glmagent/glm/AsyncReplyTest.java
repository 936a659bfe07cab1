package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.glm.chat.AsyncReply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Tasks that are submitted, asked for and awaited. */
class AsyncReplyTest {

    private static final ChatRequest QUESTION = ChatRequest.of(UserMessage.of("q"));
    private static final FaultServer.Answer SUBMITTED = FaultServer.json(
            200, "{\"id\":\"t/1\",\"request_id\":\"r\",\"model\":\"glm-4\",\"task_status\":\"PROCESSING\"}");
    private static final FaultServer.Answer RUNNING =
            FaultServer.json(200, "{\"id\":\"t/1\",\"request_id\":\"r\",\"task_status\":\"PROCESSING\"}");
    private static final FaultServer.Answer DONE = FaultServer.json(
            200,
            "{\"id\":\"t/1\",\"request_id\":\"r\",\"created\":1789438540,\"model\":\"GLM-4\",\"task_status\":\"SUCCESS\","
                    + "\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":{\"role\":\"assistant\","
                    + "\"content\":\"Once upon a time\"}}]}");

    private final FakeTime time = new FakeTime();

    private Glm client(FaultServer server) {
        return Glm.builder()
                .apiKey("id.secret")
                .baseUrl(server.baseUrl())
                .time(time)
                .build();
    }

    @Test
    void a_reply_is_awaited_asking_less_and_less_often() {
        try (FaultServer server = FaultServer.start(SUBMITTED, RUNNING, RUNNING, RUNNING, DONE);
                Glm glm = client(server)) {
            AsyncReply task = glm.chatModel("glm-4").submit(QUESTION);

            assertThat(task.id()).isEqualTo("t/1");
            assertThat(task.poll()).isEmpty();
            assertThat(task.await(Duration.ofMinutes(5)).text()).isEqualTo("Once upon a time");
            assertThat(time.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofMillis(1500));
            assertThat(server.received().get(0).head()).startsWith("POST /v4/async/chat/completions ");
            assertThat(server.received().get(0).body()).doesNotContain("stream");
            assertThat(server.received().get(4).head()).startsWith("GET /v4/async-result/t%2F1 ");
        }
    }

    @Test
    void a_reply_that_does_not_come_in_time_is_told_and_can_be_had_later() {
        try (FaultServer server = FaultServer.start(RUNNING);
                Glm glm = client(server)) {
            assertThatThrownBy(() -> glm.asyncReply("t1").await(Duration.ofSeconds(30)))
                    .isInstanceOf(GlmException.Timeout.class)
                    .hasMessage(
                            "The task t1 was not finished within 30 s; the platform goes on with it. Fix: wait longer,"
                                    + " or ask for it later by its id.");
            assertThat(time.pauses().stream().reduce(Duration.ZERO, Duration::plus))
                    .isEqualTo(Duration.ofSeconds(30));
            assertThat(time.pauses()).allMatch(pause -> pause.compareTo(Duration.ofSeconds(10)) <= 0);
        }
    }

    @Test
    void a_failed_and_an_unknown_task_are_errors() {
        try (FaultServer server = FaultServer.start(
                        FaultServer.json(200, "{\"id\":\"t1\",\"task_status\":\"FAIL\"}"),
                        FaultServer.error(400, "1233"));
                Glm glm = client(server)) {
            assertThatThrownBy(() -> glm.asyncReply("t1").poll())
                    .isInstanceOf(GlmException.Server.class)
                    .hasMessage("GLM failed on the task. Fix: submit it again.");
            assertThatThrownBy(() -> glm.asyncReply("t2").poll()).isInstanceOf(GlmException.InvalidRequest.class);
        }
    }

    @Test
    void waiting_can_be_cancelled() {
        Cancellation stop = new Cancellation();
        stop.cancel();
        try (FaultServer server = FaultServer.start(RUNNING);
                Glm glm = client(server)) {
            assertThatThrownBy(() -> glm.asyncReply("t1").await(Duration.ofMinutes(1), stop))
                    .isInstanceOf(GlmException.Cancelled.class);
        }
    }

    @Test
    void a_future_completes_either_way() throws Exception {
        try (FaultServer server = FaultServer.start(RUNNING, DONE, FaultServer.error(400, "1233"));
                Glm glm = client(server)) {
            assertThat(glm.asyncReply("t1").future(Duration.ofMinutes(1)).get().text())
                    .isEqualTo("Once upon a time");
            CompletableFuture<?> failed = glm.asyncReply("t2").future(Duration.ofMinutes(1));
            assertThatThrownBy(failed::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(GlmException.InvalidRequest.class);
        }
    }

    @Test
    void cancelling_a_future_ends_its_asking() throws InterruptedException {
        try (FaultServer server = FaultServer.start(FaultServer.stall());
                Glm glm = client(server)) {
            CompletableFuture<?> future = glm.asyncReply("t1").future(Duration.ofMinutes(1));
            server.awaitStall();
            assertThat(future.cancel(true)).isTrue();
            server.awaitFreed();
        }
    }
}
