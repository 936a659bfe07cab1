package dev.glmagent.glm.internal;

import java.io.IOException;

/**
 * Makes a result of a successful response. See {@link Readers} for the usual ones.
 *
 * @param <T> the result
 */
@FunctionalInterface
public interface ResponseReader<T> {

    /**
     * What the request says it accepts.
     *
     * @return a media type
     */
    default String accept() {
        return "application/json";
    }

    /**
     * Reads the response.
     *
     * @param answer the response, still arriving
     * @return the result
     * @throws IOException when the connection breaks
     */
    T read(Answer answer) throws IOException;
}
