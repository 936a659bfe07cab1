package dev.glmagent.glm.internal;

import dev.glmagent.glm.GlmException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLException;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** From what went wrong on the wire to the exception that says what to do. The business code counts before the status. */
final class Errors {

    private static final Set<String> AUTHENTICATION =
            Set.of("1000", "1001", "1002", "1003", "1004", "1005", "1110", "1111", "1112", "1121", "1220");
    private static final Set<String> QUOTA = Set.of(
            "1113", "1304", "1308", "1309", "1310", "1311", "1314", "1315", "1316", "1317", "1318", "1319", "1320",
            "1321");
    private static final Set<String> RATE_LIMIT = Set.of("1302", "1303", "1305", "1312", "1313", "1701");
    private static final Set<String> SERVER = Set.of("500", "1100", "1120", "1200", "1230", "1234");
    private static final Set<String> FILTERED = Set.of("1300", "1301");
    private static final String TOO_LONG = "1261";

    private static final int SHOWN = 200;

    private final ApiKey key;
    private final HttpUrl endpoint;

    Errors(ApiKey key, HttpUrl endpoint) {
        this.key = key;
        this.endpoint = endpoint;
    }

    GlmException ofResponse(int status, String location, byte[] body) {
        if (status >= 300 && status < 400) {
            return new GlmException.Protocol(
                    endpoint + " redirects to " + shown(location)
                            + "; a request that carries a key is not sent on. Fix: set the base URL to the right address.",
                    status);
        }
        String text = new String(body, StandardCharsets.UTF_8);
        JsonNode root = parse(text);
        JsonNode error = root == null ? null : root.path("error").isObject() ? root.path("error") : root;
        String code = error == null ? "" : field(error, "code");
        String message =
                error == null ? "" : first(field(error, "message"), field(error, "msg"), field(error, "error"));
        String said = "HTTP " + status + (code.isEmpty() ? "" : ", code " + code) + ": "
                + shown(message.isEmpty() ? text : message);
        return classify(status, code, said);
    }

    private GlmException classify(int status, String code, String said) {
        if (AUTHENTICATION.contains(code) || (code.isEmpty() && (status == 401 || status == 403))) {
            return new GlmException.Authentication(
                    "GLM refused the API key from " + key.origin() + " (" + said
                            + "). Fix: check the key; if it belongs to the other platform, set GLM_BASE_URL (now "
                            + endpoint + ").",
                    status,
                    code);
        } else if (QUOTA.contains(code)) {
            return new GlmException.Quota(
                    "The GLM account has no balance or plan left for this call (" + said
                            + "). Trying again does not help. Fix: top up, or wait for the time the message names.",
                    status,
                    code);
        } else if (RATE_LIMIT.contains(code) || (code.isEmpty() && status == 429)) {
            return new GlmException.RateLimit(
                    "GLM is called too often or is overloaded (" + said
                            + "). Fix: call less at once, or try again later.",
                    status,
                    code);
        } else if (FILTERED.contains(code)) {
            return new GlmException.ContentFiltered(
                    "GLM's content filter refused the input (" + said + "). Fix: change the prompt.", status, code);
        } else if (TOO_LONG.equals(code)) {
            return new GlmException.ContextOverflow(
                    "The conversation is longer than the model's context window (" + said + "). Fix: shorten it.",
                    status,
                    code);
        } else if (SERVER.contains(code) || status >= 500) {
            return new GlmException.Server("GLM failed (" + said + "). Fix: try again later.", status, code);
        } else if (status == 404 && code.isEmpty()) {
            return new GlmException.InvalidRequest(
                    endpoint + " has no such API (" + said + "). Fix: check the base URL; GLM's ends in /api/paas/v4.",
                    status,
                    code);
        }
        return new GlmException.InvalidRequest("GLM refused the request (" + said + ").", status, code);
    }

    /** A 200 that is a page, or an error in disguise, is not a reply. */
    void requireReply(String contentType, byte[] body) {
        String type = contentType.toLowerCase(Locale.ROOT);
        String text = new String(body, 0, Math.min(body.length, 4 * SHOWN), StandardCharsets.UTF_8);
        if (!type.contains("json")) {
            throw new GlmException.Protocol(
                    "Expected application/json from " + endpoint + ", got "
                            + (type.isEmpty() ? "no content type" : shown(contentType)) + "; it begins: " + shown(text)
                            + " Fix: check the base URL, and whether a proxy or login page answers in its place.",
                    200);
        }
        JsonNode root = body.length < MAX_ERROR_IN_200 ? parse(new String(body, StandardCharsets.UTF_8)) : null;
        boolean disguised =
                root != null && !root.has("choices") && (root.path("error").isObject() || root.has("code"));
        if (disguised) {
            throw ofResponse(200, "", body);
        }
    }

    /** Errors are short; a longer body is not parsed twice to find out. */
    private static final int MAX_ERROR_IN_200 = 1024;

    /** The parser's message may quote the body, and so whatever a server put there. */
    GlmException ofMalformed(MalformedReplyException malformed) {
        return new GlmException.Protocol(
                "The reply of " + endpoint + " is not one of GLM's: " + shown(String.valueOf(malformed.getMessage())),
                200);
    }

    GlmException ofFailure(IOException failure) {
        String where = endpoint.host() + ":" + endpoint.port();
        if (failure instanceof InterruptedIOException) {
            return new GlmException.Timeout(
                    "No reply from " + where + " in time (" + reason(failure)
                            + "). Fix: try again, or ask for a shorter answer.",
                    failure);
        } else if (failure instanceof SSLException) {
            return new GlmException.Tls(
                    "No secure connection to " + where + " (" + reason(failure)
                            + "). Fix: check the clock and the trust store; if a proxy inspects TLS, add its certificate to it.",
                    failure);
        } else if (failure instanceof UnknownHostException) {
            return new GlmException.Connection(
                    "The host " + endpoint.host() + " is not known here. Fix: check the network" + " and the base URL ("
                            + endpoint + ").",
                    failure);
        } else if (failure instanceof ConnectException) {
            return new GlmException.Connection(
                    "No connection to " + where + " (" + reason(failure)
                            + "). Fix: check the network, the proxy and the base URL (" + endpoint + ").",
                    failure);
        }
        return new GlmException.Connection("The connection to " + where + " broke (" + reason(failure) + ").", failure);
    }

    private String reason(IOException failure) {
        String message = failure.getMessage();
        return shown(message == null ? failure.getClass().getSimpleName() : message);
    }

    private static @Nullable JsonNode parse(String text) {
        try {
            JsonNode node = GlmJson.MAPPER.readTree(text);
            return node.isObject() ? node : null;
        } catch (JacksonException notJson) {
            return null;
        }
    }

    /** The code comes as text or as number; text that is no code is none. */
    private static String field(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isString() || value.isNumber() ? value.asString() : "";
    }

    private static String first(String... candidates) {
        for (String candidate : candidates) {
            if (!candidate.isBlank()) {
                return candidate;
            }
        }
        return "";
    }

    /** Foreign text on its way to a terminal or log: one line, short, without control characters and without the key. */
    private String shown(String text) {
        String oneLine = key.redact(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return oneLine.length() <= SHOWN ? oneLine : oneLine.substring(0, SHOWN) + "…";
    }
}
