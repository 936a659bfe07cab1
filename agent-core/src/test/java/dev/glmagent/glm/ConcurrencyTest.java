package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many calls of a client are under way at once. */
@Timeout(60)
class ConcurrencyTest {

    private static final ChatRequest QUESTION = ChatRequest.of(UserMessage.of("q"));

    private static List<String> askAtOnce(int calls, FaultServer server) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls);
        try (Glm glm = Glm.builder()
                .apiKey("id.secret")
                .baseUrl(server.baseUrl())
                .time(new FakeTime())
                .build()) {
            List<Future<String>> futures = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                futures.add(threads.submit(
                        () -> glm.chatModel("glm-4").chat(QUESTION).message().text()));
            }
            List<String> texts = new ArrayList<>();
            for (Future<String> future : futures) {
                texts.add(future.get());
            }
            return texts;
        } finally {
            threads.shutdownNow();
        }
    }

    /** Each waits for all the others, so one that is held back would hold all of them. */
    @Test
    void no_call_waits_for_another_one() throws Exception {
        int calls = 40;
        CountDownLatch all = new CountDownLatch(calls);
        FaultServer.Answer together = FaultServer.Answer.of(connection -> {
            all.countDown();
            all.await();
            FaultServer.ok("ok").steps().get(0).run(connection);
        });
        try (FaultServer server = FaultServer.start(together)) {
            assertThat(askAtOnce(calls, server)).hasSize(calls).containsOnly("ok");
        }
    }
}
