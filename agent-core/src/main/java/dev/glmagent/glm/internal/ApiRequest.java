package dev.glmagent.glm.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One request to the platform, as a value.
 *
 * <pre>{@code
 * ApiRequest.get("files").query("purpose", "batch").query("limit", 20)
 * ApiRequest.delete("files", id)
 * ApiRequest.post("embeddings").json(body).repeatable().withRequestId()
 * ApiRequest.post("files").content(Multipart.of().field("purpose", "batch").file("file", path, progress))
 * }</pre>
 *
 * @param method GET, POST, PUT or DELETE
 * @param path below the base URL; with a leading slash, below the host. Encoded already
 * @param query the query parameters in order, not encoded
 * @param content what is sent along
 * @param idempotent whether a second run does no harm. Only then a request that may have arrived is sent again; one that
 *     surely did nothing is in any case
 * @param requestId the caller's own id, empty for one of ours; absent when the API takes none
 * @param callLimit the longest the call may take, in place of the client's limit
 */
public record ApiRequest(
        String method,
        String path,
        Map<String, String> query,
        Content content,
        boolean idempotent,
        Optional<String> requestId,
        Optional<Duration> callLimit) {

    /**
     * Reads something.
     *
     * @param path a path like {@code files}
     * @param segments more of the path, such as an id, which are encoded
     * @return a repeatable request
     */
    public static ApiRequest get(String path, String... segments) {
        return of("GET", path, segments).repeatable();
    }

    /**
     * Computes or makes something.
     *
     * @param path a path like {@code chat/completions}
     * @param segments more of the path, such as an id, which are encoded
     * @return a request that is not repeatable until you say so
     */
    public static ApiRequest post(String path, String... segments) {
        return of("POST", path, segments);
    }

    /**
     * Replaces something.
     *
     * @param path a path like {@code knowledge}
     * @param segments more of the path, such as an id, which are encoded
     * @return a repeatable request
     */
    public static ApiRequest put(String path, String... segments) {
        return of("PUT", path, segments).repeatable();
    }

    /**
     * Deletes something.
     *
     * @param path a path like {@code files}
     * @param segments more of the path, such as an id, which are encoded
     * @return a repeatable request
     */
    public static ApiRequest delete(String path, String... segments) {
        return of("DELETE", path, segments).repeatable();
    }

    private static ApiRequest of(String method, String path, String... segments) {
        StringBuilder whole = new StringBuilder(path);
        for (String segment : segments) {
            whole.append('/').append(PathSegment.encode(segment));
        }
        return new ApiRequest(
                method, whole.toString(), Map.of(), new Content.Empty(), false, Optional.empty(), Optional.empty());
    }

    /**
     * Adds a query parameter.
     *
     * @param name its name
     * @param value its value; an empty {@code Optional} leaves the parameter out
     * @return a copy
     */
    public ApiRequest query(String name, Object value) {
        Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        if (present == null) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, present.toString());
        return new ApiRequest(method, path, more, content, idempotent, requestId, callLimit);
    }

    /**
     * Sends an object as JSON.
     *
     * @param body a record; its components become snake_case fields, absent and empty ones are left out
     * @return a copy
     */
    public ApiRequest json(Object body) {
        return content(new Content.Json(GlmJson.RECORDS.writeValueAsBytes(body)));
    }

    /**
     * Sends a content.
     *
     * @param sent what is sent
     * @return a copy
     */
    public ApiRequest content(Content sent) {
        return new ApiRequest(method, path, query, sent, idempotent, requestId, callLimit);
    }

    /**
     * Says that a second run does no harm.
     *
     * @return a copy
     */
    public ApiRequest repeatable() {
        return new ApiRequest(method, path, query, content, true, requestId, callLimit);
    }

    /**
     * Sends a {@code request_id} in the JSON body, a fresh one each attempt: GLM answers a repeated one with code 1231.
     *
     * @return a copy
     */
    public ApiRequest withRequestId() {
        return withRequestId("");
    }

    /**
     * Sends a {@code request_id} in the JSON body.
     *
     * @param id the caller's own; later attempts add their number to it. Empty for one of ours
     * @return a copy
     */
    public ApiRequest withRequestId(String id) {
        return new ApiRequest(method, path, query, content, idempotent, Optional.of(id), callLimit);
    }

    /**
     * Limits the call otherwise than the client does, such as an upload that may take an hour.
     *
     * @param limit all attempts included
     * @return a copy
     */
    public ApiRequest callLimit(Duration limit) {
        return new ApiRequest(method, path, query, content, idempotent, requestId, Optional.of(limit));
    }
}
