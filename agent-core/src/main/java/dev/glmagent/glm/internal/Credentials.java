package dev.glmagent.glm.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a request proves itself with: the key as it is, or a token made from it. The token's times are in milliseconds,
 * against the JWT standard; GLM reads them so.
 */
final class Credentials {

    private static final Duration LIFE = Duration.ofMinutes(30);
    /** A token is used up to this long before its end, so that clocks may differ. */
    private static final Duration SAFETY = Duration.ofMinutes(5);

    private record Token(String text, Instant end) {}

    private final ApiKey key;
    private final boolean asToken;
    private final Time time;
    private final AtomicReference<@Nullable Token> current = new AtomicReference<>();

    Credentials(ApiKey key, boolean asToken, Time time) {
        if (asToken && key.parts().length != 2) {
            throw new IllegalArgumentException("The API key (" + key.origin()
                    + ") is not of the form id.secret, from which a token can be made. Fix: copy the key again, or send it"
                    + " as it is.");
        }
        this.key = key;
        this.asToken = asToken;
        this.time = time;
    }

    ApiKey key() {
        return key;
    }

    /** The value of the Authorization header; empty when the endpoint wants none. */
    String header() {
        return asToken ? "Bearer " + token() : key.bearer();
    }

    private String token() {
        Instant now = time.now();
        Token token = current.get();
        if (token == null || now.isAfter(token.end().minus(SAFETY))) {
            token = new Token(sign(now), now.plus(LIFE));
            current.set(token);
        }
        return token.text();
    }

    /** Drops the token that was refused; false when there is none to renew. */
    boolean renew() {
        return current.getAndSet(null) != null;
    }

    /** A token is a secret like the key it was made from. */
    String redact(String text) {
        Token token = current.get();
        return key.redact(token == null ? text : text.replace(token.text(), "***"));
    }

    private String sign(Instant now) {
        String[] parts = key.parts();
        String head = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\",\"sign_type\":\"SIGN\"}");
        String claims = encode("{\"api_key\":" + GlmJson.MAPPER.writeValueAsString(parts[0]) + ",\"exp\":"
                + now.plus(LIFE).toEpochMilli() + ",\"timestamp\":" + now.toEpochMilli() + "}");
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(parts[1].getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] signature = mac.doFinal((head + "." + claims).getBytes(StandardCharsets.US_ASCII));
            return head + "." + claims + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HmacSHA256.", e);
        }
    }

    private static String encode(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
