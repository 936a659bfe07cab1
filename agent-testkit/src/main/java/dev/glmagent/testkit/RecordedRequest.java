package dev.glmagent.testkit;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A request as it arrived, well-formed or not.
 *
 * @param method such as {@code POST}
 * @param path without the query string
 * @param query what follows the question mark, or empty
 * @param headers by name, in any case; the credential in {@code Authorization} is replaced by {@code ***}
 * @param body as UTF-8 text; empty when it was over the size limit
 */
public record RecordedRequest(String method, String path, String query, Map<String, String> headers, String body) {

    /** Copies the headers. */
    public RecordedRequest {
        Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        copy.putAll(headers);
        copy.computeIfPresent("Authorization", (name, value) -> masked(value));
        headers = Collections.unmodifiableMap(copy);
    }

    /**
     * One header.
     *
     * @param name its name, in any case
     * @return its value; several are joined by {@code ", "}
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    private static String masked(String credential) {
        int space = credential.indexOf(' ');
        return space < 0 ? "***" : credential.substring(0, space) + " ***";
    }
}
