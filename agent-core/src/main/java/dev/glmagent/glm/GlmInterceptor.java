package dev.glmagent.glm;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stands around each attempt of a call, up to the response's headers: adds headers, watches, measures, or refuses by
 * throwing. The first one given is the outermost. The key is added after the last one and is not seen.
 *
 * <pre>{@code
 * Glm.builder().interceptor((request, next) -> next.proceed(request.withHeader("traceparent", trace())));
 * }</pre>
 */
@FunctionalInterface
public interface GlmInterceptor {

    /**
     * Handles one attempt.
     *
     * @param request what is about to be sent
     * @param next the rest of the way, to be gone once
     * @return the response that {@code next} gave
     */
    Response intercept(Request request, Next next);

    /** The rest of the way. */
    @FunctionalInterface
    interface Next {

        /**
         * Sends the request and waits for the response's headers.
         *
         * @param request what to send
         * @return the response; any status
         */
        Response proceed(Request request);
    }

    /**
     * An attempt that is about to be sent.
     *
     * @param method the HTTP method
     * @param uri the address
     * @param headers the headers, without the key. One named {@code Authorization} that is added takes the key's place
     * @param body the JSON that is sent; empty when there is none, and for files
     * @param requestId the id that names the attempt to GLM; empty when there is none
     * @param attempt its number within the call, from 1
     */
    record Request(String method, URI uri, Map<String, String> headers, String body, String requestId, int attempt) {

        /** Copies the headers. */
        public Request {
            headers = Map.copyOf(headers);
        }

        /**
         * Adds or replaces a header.
         *
         * @param name its name
         * @param value its value
         * @return a copy
         */
        public Request withHeader(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Request(method, uri, more, body, requestId, attempt);
        }

        /** Without the headers' values, which may be secrets, and without the body. */
        @Override
        public String toString() {
            return "Request[" + method + " " + uri + ", " + headers.keySet() + ", " + requestId + ", attempt " + attempt
                    + "]";
        }
    }

    /**
     * A response whose body is still to come.
     *
     * @param status the HTTP status
     * @param headers the headers by lower-case name
     */
    record Response(int status, Map<String, List<String>> headers) {

        /** Copies the headers. */
        public Response {
            headers = Map.copyOf(headers);
        }
    }
}
