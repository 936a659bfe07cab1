package dev.glmagent.testkit.internal.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What came over HTTP.
 */
public final class HttpRequest {

    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final byte[] body;
    private final boolean oversized;

    HttpRequest(String method, String target, Map<String, String> headers, byte[] body, boolean oversized) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.oversized = oversized;
    }

    /** Such as {@code POST}. */
    public String method() {
        return method;
    }

    /** The path, as it was sent: nothing decoded, nothing normalised, so there is nothing to climb out of. */
    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** What follows the question mark, or empty. */
    public String query() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    /** By name in any case; several of a name are joined by {@code ", "}. */
    public Map<String, String> headers() {
        return headers;
    }

    /** One header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** The body; empty when it was oversized. Not a copy: nobody writes to it. */
    public byte[] body() {
        return body;
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Whether the body was larger than the server takes; it was then read away and dropped. */
    public boolean oversized() {
        return oversized;
    }
}
