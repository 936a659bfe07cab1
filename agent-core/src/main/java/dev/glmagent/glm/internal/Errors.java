package dev.glmagent.glm.internal;

import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.GlmException.Timeout.Phase;
import dev.glmagent.glm.internal.Failure.Remedy;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
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
    private static final Set<String> RENEWABLE = Set.of("1002", "1003", "1004");
    private static final Set<String> QUOTA = Set.of(
            "1113", "1304", "1308", "1309", "1310", "1311", "1314", "1315", "1316", "1317", "1318", "1319", "1320",
            "1321");
    private static final Set<String> RATE_LIMIT = Set.of("1302", "1303", "1305", "1312", "1313", "1701");
    private static final Set<String> OUR_CONCURRENCY = Set.of("1302", "1303");
    /** The account calls more than is fair; GLM wants fewer calls, not the same one again. */
    private static final String UNFAIR = "1313";

    private static final Set<String> SERVER = Set.of("500", "1100", "1120", "1200", "1230", "1234");
    private static final Set<String> FILTERED = Set.of("1300", "1301");
    private static final String TOO_LONG = "1261";
    private static final String REPEATED_ID = "1231";

    private static final int SHOWN = 200;

    private final Credentials credentials;
    private final HttpUrl endpoint;
    /** The proxy between, as host and port; empty when there is none but perhaps the system's. */
    private final String proxy;

    private final Time time;

    Errors(Credentials credentials, HttpUrl endpoint, Optional<Proxy> proxy, Time time) {
        this.credentials = credentials;
        this.endpoint = endpoint;
        this.proxy = proxy.map(way -> (InetSocketAddress) way.address())
                .map(address -> address.getHostString() + ":" + address.getPort())
                .orElse("");
        this.time = time;
    }

    /** A status that is not 2xx. */
    Failure ofResponse(Sent sent, int status, String location, String retryAfter, byte[] body) {
        if (status >= 300 && status < 400) {
            return Failure.last(new GlmException.Protocol(
                    endpoint + " redirects to " + shown(location)
                            + "; a request that carries a key is not sent on. Fix: set the base URL to the right address.",
                    sent.exchange(status, "")));
        }
        String text = new String(body, StandardCharsets.UTF_8);
        return ofBody(sent, status, parse(text), text, Backoff.asked(retryAfter, time.now()));
    }

    /** An error object, wherever it came: in a body of its own, in a 200 or in the middle of a stream. */
    Failure ofBody(Sent sent, int status, @Nullable JsonNode root, String text, Optional<Duration> asked) {
        JsonNode error = root == null ? null : root.path("error").isObject() ? root.path("error") : root;
        String code = error == null ? "" : field(error, "code");
        String message =
                error == null ? "" : first(field(error, "message"), field(error, "msg"), field(error, "error"));
        // With status 200 the status says nothing.
        String where = code.isEmpty()
                ? "HTTP " + status
                : status == 200 ? "code " + code : "HTTP " + status + ", code " + code;
        String said = where + ": " + shown(message.isEmpty() ? text : message) + sent.attempts();
        return classify(sent.exchange(status, code), said, asked);
    }

    private Failure classify(GlmException.Exchange exchange, String said, Optional<Duration> asked) {
        int status = exchange.status();
        String code = exchange.code();
        if (AUTHENTICATION.contains(code) || (code.isEmpty() && (status == 401 || status == 403))) {
            return Failure.of(
                    new GlmException.Authentication(
                            "GLM refused the API key from " + credentials.key().origin() + " (" + said
                                    + "). Fix: check the key; if it belongs to the other platform, set GLM_BASE_URL (now "
                                    + endpoint + ").",
                            exchange),
                    RENEWABLE.contains(code) ? Remedy.NEW_TOKEN : Remedy.NONE);
        } else if (QUOTA.contains(code)) {
            return Failure.last(new GlmException.Quota(
                    "The GLM account has no balance or plan left for this call (" + said
                            + "). Trying again does not help. Fix: top up, or wait for the time the message names.",
                    exchange));
        } else if (RATE_LIMIT.contains(code) || (code.isEmpty() && status == 429)) {
            return new Failure(
                    new GlmException.RateLimit(
                            "GLM is called too often or is overloaded (" + said + ")."
                                    + asked.map(wait -> " It asks to wait " + words(wait) + ".")
                                            .orElse("")
                                    + " Fix: call less at once, or try again later.",
                            exchange,
                            asked),
                    UNFAIR.equals(code)
                            ? Remedy.NONE
                            : OUR_CONCURRENCY.contains(code) ? Remedy.FEWER_AT_ONCE : Remedy.SLOW_DOWN,
                    asked,
                    // Refused before it began.
                    false);
        } else if (FILTERED.contains(code)) {
            return Failure.last(new GlmException.ContentFiltered(
                    "GLM's content filter refused the input (" + said + "). Fix: change the prompt.", exchange));
        } else if (TOO_LONG.equals(code)) {
            return Failure.last(new GlmException.ContextOverflow(
                    "The conversation is longer than the model's context window (" + said + "). Fix: shorten it.",
                    exchange));
        } else if (SERVER.contains(code) || status >= 500 || status == 408) {
            return new Failure(
                    new GlmException.Server("GLM failed (" + said + "). Fix: try again later.", exchange),
                    Remedy.TRY_AGAIN,
                    asked,
                    true);
        } else if (REPEATED_ID.equals(code)) {
            return new Failure(
                    new GlmException.InvalidRequest(
                            "GLM has a request with this request_id already (" + said
                                    + "). Fix: give each call an id of its own, or none.",
                            exchange),
                    Remedy.TRY_ONCE,
                    asked,
                    false);
        } else if (status == 404 && code.isEmpty()) {
            return Failure.last(new GlmException.InvalidRequest(
                    endpoint + " has no such API (" + said + "). Fix: check the base URL; GLM's ends in /api/paas/v4.",
                    exchange));
        }
        return Failure.last(new GlmException.InvalidRequest("GLM refused the request (" + said + ").", exchange));
    }

    /** Seconds as a person reads them. */
    static String words(Duration wait) {
        return wait.compareTo(Duration.ofSeconds(100)) > 0
                ? wait.toMinutes() + " min"
                : BigDecimal.valueOf(wait.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    /** A 200 whose body is of another kind: a gateway's or login page. */
    Failure ofForeignBody(Sent sent, int status, String expected, String contentType, String begin) {
        return Failure.last(new GlmException.Protocol(
                "Expected " + expected + " from " + endpoint + ", got "
                        + (contentType.isEmpty() ? "no content type" : shown(contentType))
                        + (begin.isEmpty() ? " and an empty body." : "; it begins: " + shown(begin))
                        + " Fix: check the base URL, and whether a proxy or login page answers in its place.",
                sent.exchange(status, "")));
    }

    /** A 200 that is an error in disguise; absent when it is none. */
    Optional<Failure> ofDisguised(Sent sent, byte[] body) {
        JsonNode root = parse(new String(body, StandardCharsets.UTF_8));
        // A job or batch that failed tells its error beside its status: the call that asked for it worked.
        if (root == null || root.has("choices") || root.path("status").isString()) {
            return Optional.empty();
        }
        String code = field(root, "code");
        // The knowledge base wraps its answers in an envelope with the code 200.
        boolean refused = !code.isEmpty() && !code.equals("200") && !code.equals("0");
        return refused || root.path("error").isObject()
                ? Optional.of(ofBody(sent, 200, root, "", Optional.empty()))
                : Optional.empty();
    }

    /** A body of the right kind that cannot be read. The reason may quote it, and so whatever a server put there. */
    Failure ofMalformed(Sent sent, String reason, Remedy remedy) {
        return Failure.of(
                new GlmException.Protocol(
                        "The reply of " + endpoint + " is not one of GLM's: " + shown(reason), sent.exchange(200, "")),
                remedy);
    }

    /** The call was ended before its answer, from whatever side. */
    GlmException ofEnding(Sent sent, InFlight call, Throwable cause) {
        GlmException.Exchange exchange = sent.exchange(0, "");
        Limits limits = call.limits();
        return switch (Objects.requireNonNull(call.ending())) {
            case CANCELLED -> new GlmException.Cancelled("The call was cancelled.", exchange, cause);
            case INTERRUPTED -> new GlmException.Cancelled("The thread of the call was interrupted.", exchange, cause);
            case CLOSED -> new GlmException.Cancelled("The client was closed during the call.", exchange, cause);
            case SEND_LIMIT -> timeout(Phase.SEND, "took no more of the request", limits.idle(), "idle", sent, cause);
            case HEADERS_LIMIT ->
                timeout(Phase.HEADERS, "did not begin to answer", limits.headers(), "headers", sent, cause);
            case IDLE_LIMIT ->
                timeout(Phase.IDLE, "fell silent in the middle of its answer", limits.idle(), "idle", sent, cause);
            case CALL_LIMIT -> timeout(Phase.CALL, "did not finish its answer", call.limit(), "call", sent, cause);
        };
    }

    private GlmException timeout(Phase phase, String what, Duration limit, String name, Sent sent, Throwable cause) {
        return new GlmException.Timeout(
                where() + " " + what + " within " + words(limit) + sent.attempts()
                        + ". Fix: try again, ask for a shorter answer, or raise the " + name + " limit.",
                sent.exchange(0, ""),
                phase,
                cause);
    }

    /** The network failed. {@code sentAny} says whether the request was under way when it did. */
    Failure ofIo(Sent sent, IOException failure, boolean sentAny, Limits limits) {
        GlmException.Exchange exchange = sent.exchange(0, "");
        // Once the request is under way, TLS stands; what breaks then is the line.
        if (failure instanceof SSLException && !sentAny) {
            return Failure.last(new GlmException.Tls(
                    "No secure connection to " + where() + " (" + reason(failure)
                            + "). Fix: check the clock and the trust store; if a proxy inspects TLS, add its certificate to it.",
                    exchange,
                    failure));
        } else if (failure instanceof ProxyLogins.RefusedException) {
            return Failure.last(new GlmException.Connection(
                    "The proxy" + (proxy.isEmpty() ? "" : " " + proxy) + " does not let us through to "
                            + endpoint.host() + ": " + failure.getMessage() + ". Fix: GlmBuilder.proxyLogin.",
                    exchange,
                    failure));
        } else if (failure instanceof UnknownHostException && !proxy.isEmpty()) {
            return Failure.notArrived(new GlmException.Connection(
                    "The proxy " + proxy + " is not known here. Fix: check the network and GlmBuilder.proxy.",
                    exchange,
                    failure));
        } else if (failure instanceof UnknownHostException) {
            return Failure.notArrived(new GlmException.Connection(
                    "The host " + endpoint.host() + " is not known here. Fix: check the network and the base URL ("
                            + endpoint + ").",
                    exchange,
                    failure));
        } else if (failure instanceof SocketTimeoutException && !sentAny) {
            return Failure.notArrived(timeout(Phase.CONNECT, limits, sent, failure));
        } else if (failure instanceof ConnectException) {
            return Failure.notArrived(new GlmException.Connection(
                    "No connection to " + where() + " (" + reason(failure)
                            + "). Fix: check the network, the proxy and the base URL (" + endpoint + ").",
                    exchange,
                    failure));
        }
        return Failure.of(
                new GlmException.Connection(
                        "The connection to " + where() + " broke (" + reason(failure) + sent.attempts() + ").",
                        exchange,
                        failure),
                Remedy.TRY_AGAIN);
    }

    private GlmException timeout(Phase phase, Limits limits, Sent sent, Throwable cause) {
        return new GlmException.Timeout(
                "No connection to " + where() + " within " + words(limits.connect())
                        + ". Fix: check the network, the proxy and the base URL (" + endpoint + ").",
                sent.exchange(0, ""),
                phase,
                cause);
    }

    private String where() {
        return endpoint.host() + ":" + endpoint.port() + (proxy.isEmpty() ? "" : " through the proxy " + proxy);
    }

    String reason(Throwable failure) {
        String message = failure.getMessage();
        return shown(message == null ? failure.getClass().getSimpleName() : message);
    }

    static @Nullable JsonNode parse(String text) {
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
    String shown(String text) {
        String oneLine =
                credentials.redact(text).replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return oneLine.length() <= SHOWN ? oneLine : oneLine.substring(0, SHOWN) + "…";
    }
}
