package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Tokens made from the key. */
class CredentialsTest {

    private static final ChatRequest QUESTION = ChatRequest.of(UserMessage.of("q"));

    private final FakeTime time = new FakeTime();

    private Glm client(FaultServer server) {
        return Glm.builder()
                .apiKey("the-id.the-secret-half")
                .baseUrl(server.baseUrl())
                .signedTokens()
                .time(time)
                .build();
    }

    @Test
    void a_token_is_signed_in_milliseconds() throws Exception {
        try (FaultServer server = FaultServer.start(FaultServer.ok("ok"));
                Glm glm = client(server)) {
            glm.chatModel("m").chat(QUESTION);

            String token = server.received().get(0).header("Authorization").substring("Bearer ".length());
            String[] parts = token.split("\\.", -1);
            assertThat(decode(parts[0])).isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"sign_type\":\"SIGN\"}");
            assertThat(decode(parts[1]))
                    .isEqualTo("{\"api_key\":\"the-id\",\"exp\":1795509000000,\"timestamp\":1795507200000}");
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("the-secret-half".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            assertThat(Base64.getUrlDecoder().decode(parts[2]))
                    .isEqualTo(mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    @Test
    void a_token_is_kept_for_25_of_its_30_minutes() {
        try (FaultServer server = FaultServer.start(FaultServer.ok("ok"));
                Glm glm = client(server)) {
            glm.chatModel("m").chat(QUESTION);
            time.pass(Duration.ofMinutes(24));
            glm.chatModel("m").chat(QUESTION);
            time.pass(Duration.ofMinutes(2));
            glm.chatModel("m").chat(QUESTION);

            assertThat(server.received().get(1).header("Authorization"))
                    .isEqualTo(server.received().get(0).header("Authorization"));
            assertThat(server.received().get(2).header("Authorization"))
                    .isNotEqualTo(server.received().get(0).header("Authorization"));
        }
    }

    @Test
    void a_token_that_is_refused_is_made_anew_once() {
        FaultServer.Answer expired = FaultServer.error(401, "1003");
        try (FaultServer server = FaultServer.start(expired, FaultServer.ok("ok"), expired);
                Glm glm = client(server)) {
            assertThat(glm.chatModel("m").ask(QUESTION).text()).isEqualTo("ok");
            assertThatThrownBy(() -> glm.chatModel("m").chat(QUESTION)).isInstanceOf(GlmException.Authentication.class);
            assertThat(server.received()).hasSize(4);
        }
        assertThat(time.pauses()).allMatch(Duration::isZero);
    }

    @Test
    void a_plain_key_that_is_refused_is_not_tried_again() {
        try (FaultServer server = FaultServer.start(FaultServer.error(401, "1003"));
                Glm glm = Glm.withKey("id.secret", server.baseUrl())) {
            assertThatThrownBy(() -> glm.chatModel("m").chat(QUESTION)).isInstanceOf(GlmException.Authentication.class);
            assertThat(server.received()).hasSize(1);
        }
    }

    @Test
    void a_token_that_a_server_echoes_is_not_shown() {
        try (FaultServer echo = FaultServer.start(FaultServer.Answer.of(connection -> {
                    String token = connection.request().header("Authorization");
                    String body = "{\"error\":{\"code\":\"1210\",\"message\":\"you sent " + token + "\"}}";
                    connection.send(FaultServer.head(400, "application/json", body) + body);
                }));
                Glm glm = client(echo)) {
            assertThatThrownBy(() -> glm.chatModel("m").chat(QUESTION)).hasMessageContaining("you sent Bearer ***");
        }
    }

    @Test
    void a_key_of_another_form_makes_no_token() {
        assertThatThrownBy(() -> Glm.builder().apiKey("sk-abc").signedTokens().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The API key (the key given in code) is not of the form id.secret, from which a token can be"
                                + " made. Fix: copy the key again, or send it as it is.");
    }
}
