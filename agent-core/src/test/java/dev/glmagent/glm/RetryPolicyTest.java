package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The numbers of the rule by which a client tries again (C4 of the quality bar); its events are rows F01 to F05. */
@Timeout(60)
class RetryPolicyTest {

    private static final ChatRequest QUESTION = ChatRequest.of(UserMessage.of("q"));

    private final FakeTime time = new FakeTime();

    private Glm client(FaultServer server, int attempts) {
        return Glm.builder()
                .apiKey("id.secret")
                .baseUrl(server.baseUrl())
                .attempts(attempts)
                .callLimit(Duration.ofHours(1))
                .time(time)
                .build();
    }

    /** A wait is a random part of what doubles up to a cap; that the 25 at the cap are all small happens once in 2^25 runs. */
    @ParameterizedTest
    @CsvSource({"500, 1234, 500, 8000", "429, 1305, 2000, 30000"})
    void waits_double_up_to_their_cap_and_are_random(int status, String code, long first, long cap) {
        try (FaultServer server = FaultServer.start(FaultServer.error(status, code));
                Glm glm = client(server, 31)) {
            assertThatThrownBy(() -> glm.chatModel("glm-4").chat(QUESTION)).isInstanceOf(GlmException.class);
        }
        List<Long> waits = time.pauses().stream().map(Duration::toMillis).toList();

        assertThat(waits).hasSize(30);
        for (int i = 0; i < waits.size(); i++) {
            assertThat(waits.get(i)).isBetween(0L, Math.min(cap, first << Math.min(i, 20)));
        }
        assertThat(waits).anyMatch(wait -> wait > cap / 2);
        assertThat(Set.copyOf(waits)).hasSizeGreaterThan(10);
    }

    /** 500 tokens, of which a retry takes 14 and an answer gives back 1: 35 retries, then 10 are left. */
    @Test
    void the_budget_is_shared_by_all_calls_and_refilled_by_answers() {
        List<FaultServer.Answer> answers = new ArrayList<>(Collections.nCopies(35 * 2 + 1, FaultServer.error(503, "")));
        answers.addAll(Collections.nCopies(4, FaultServer.ok("ok")));
        answers.add(FaultServer.error(503, ""));
        answers.add(FaultServer.ok("again"));
        try (FaultServer server = FaultServer.start(answers.toArray(FaultServer.Answer[]::new));
                Glm glm = client(server, 2)) {
            GlmChatModel model = glm.chatModel("glm-4");
            for (int i = 0; i < 36; i++) {
                assertThatThrownBy(() -> model.chat(QUESTION)).isInstanceOf(GlmException.Server.class);
            }
            assertThat(server.received()).as("the 36th call had no retry").hasSize(71);
            for (int i = 0; i < 4; i++) {
                assertThat(model.chat(QUESTION).message().text()).isEqualTo("ok");
            }
            assertThat(model.chat(QUESTION).message().text()).isEqualTo("again");
        }
    }

    @Test
    void no_wait_goes_past_the_end_of_the_call() {
        try (FaultServer server = FaultServer.start(FaultServer.error(503, "", "Retry-After: 20"));
                Glm glm = Glm.builder()
                        .apiKey("id.secret")
                        .baseUrl(server.baseUrl())
                        .attempts(9)
                        .callLimit(Duration.ofSeconds(50))
                        .time(time)
                        .build()) {
            assertThatThrownBy(() -> glm.chatModel("glm-4").chat(QUESTION)).isInstanceOf(GlmException.Server.class);
            assertThat(server.received()).hasSize(3);
        }
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(20), Duration.ofSeconds(20));
    }
}
