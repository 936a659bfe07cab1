package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The key as it is and as a signed token with milliseconds in it. */
class CredentialsTest {

    private static final long NOW = Wire.MONDAY.millis();

    private static HttpResponse<String> with(String credential) {
        try (GlmEmulator emulator = GlmEmulator.builder()
                .clock(Wire.MONDAY)
                .apiKey("me.secret")
                .responder(call -> Reply.text("ok"))
                .start()) {
            return Wire.send(HttpRequest.newBuilder(Wire.chat(emulator))
                    .header("Authorization", "Bearer " + credential)
                    .POST(HttpRequest.BodyPublishers.ofString(Wire.question("q"))));
        }
    }

    private static String token(String id, long expires, String secret) throws Exception {
        String head = encode("{\"alg\":\"HS256\",\"sign_type\":\"SIGN\",\"typ\":\"JWT\"}");
        String payload = encode("{\"api_key\":\"" + id + "\",\"exp\":" + expires + ",\"timestamp\":" + NOW + "}");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal((head + "." + payload).getBytes(StandardCharsets.US_ASCII));
        return head + "." + payload + "."
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_token_signed_with_the_secret_is_as_good_as_the_key() throws Exception {
        assertThat(with(token("me", NOW + 60_000, "secret")).statusCode()).isEqualTo(200);
        assertThat(with("me.secret").statusCode()).isEqualTo(200);
    }

    @Test
    void an_expired_token_is_1003_and_one_in_seconds_is_expired() throws Exception {
        assertThat(with(token("me", NOW, "secret")).body())
                .isEqualTo("{\"error\":{\"code\":\"1003\",\"message\":\"Authentication Token 已过期，请重新生成/获取\"}}");
        assertThat(with(token("me", NOW / 1000 + 60, "secret")).body()).contains("\"1003\"");
    }

    @Test
    void another_secret_or_id_is_1000_and_gibberish_is_1002() throws Exception {
        assertThat(with(token("me", NOW + 60_000, "other")).body()).contains("\"1000\"");
        assertThat(with(token("you", NOW + 60_000, "secret")).body()).contains("\"1000\"");
        assertThat(with("a.b.c").body()).contains("\"1002\"");
        assertThat(with("a.b.c").statusCode()).isEqualTo(401);
    }
}
