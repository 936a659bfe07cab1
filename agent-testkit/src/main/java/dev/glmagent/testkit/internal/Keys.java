package dev.glmagent.testkit.internal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/**
 * Knows one key, in both of its forms: {@code id.secret} as it is, and a JWT signed with the secret, whose times are in
 * milliseconds. A JWT with seconds in it looks long expired, as it does to the platform.
 */
final class Keys {

    private static final Pattern BEARER = Pattern.compile("Bearer\\s+(\\S+)", Pattern.CASE_INSENSITIVE);

    private final String key;
    private final Clock clock;

    Keys(String key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** What is wrong with a credential, or empty when it is ours. */
    Optional<GlmError> refuse(String authorization) {
        if (authorization.isBlank()) {
            return GlmError.known("1001");
        }
        Matcher bearer = BEARER.matcher(authorization.strip());
        if (!bearer.matches()) {
            return GlmError.known("1000");
        }
        String credential = bearer.group(1);
        if (same(credential, key)) {
            return Optional.empty();
        }
        String[] parts = credential.split("\\.", -1);
        return parts.length == 3 ? token(parts) : GlmError.known("1000");
    }

    private Optional<GlmError> token(String[] parts) {
        Optional<JsonNode> header = decode(parts[0]);
        Optional<JsonNode> payload = decode(parts[1]);
        if (header.isEmpty() || payload.isEmpty()) {
            return GlmError.known("1002");
        }
        boolean ours = header.get().path("alg").stringValue("").equals("HS256")
                && header.get().path("sign_type").stringValue("").equals("SIGN")
                && payload.get().path("api_key").stringValue("").equals(key.substring(0, key.indexOf('.')))
                && same(parts[2], sign(parts[0] + "." + parts[1]));
        if (!ours) {
            return GlmError.known("1000");
        }
        long expires = payload.get().path("exp").longValue(0);
        return expires <= clock.millis() ? GlmError.known("1003") : Optional.empty();
    }

    private static Optional<JsonNode> decode(String part) {
        try {
            return Json.object(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] secret = key.substring(key.indexOf('.') + 1).getBytes(StandardCharsets.UTF_8);
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            byte[] signature = mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
