package dev.glmagent.testkit.internal.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What goes back over HTTP.
 *
 * @param status the HTTP status
 * @param headers such as {@code Content-Type}; those of HTTP's framing are added when it is sent
 * @param body the bytes
 * @param delivery how they go over the wire
 */
public record HttpReply(int status, Map<String, String> headers, Body body, Delivery delivery) {

    /** Copies the headers. */
    public HttpReply {
        headers = Map.copyOf(headers);
    }

    /** The bytes of a reply. */
    public sealed interface Body {}

    /** Known before the first byte is sent. */
    public static final class Whole implements Body {

        private final byte[] bytes;

        private Whole(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Not a copy: nobody writes to it. */
        public byte[] bytes() {
            return bytes;
        }
    }

    /** Piece by piece. */
    @FunctionalInterface
    public non-sealed interface Streamed extends Body {

        /** Writes all pieces. */
        void writeTo(Sink sink) throws IOException;
    }

    /** Takes the pieces. */
    @FunctionalInterface
    public interface Sink {

        /** Sends one piece at once. */
        void send(byte[] piece) throws IOException;
    }

    /** A body of bytes. */
    public static HttpReply bytes(int status, String contentType, byte[] body) {
        return new HttpReply(status, Map.of("Content-Type", contentType), new Whole(body), Delivery.PROMPT);
    }

    /** A body of text. */
    public static HttpReply text(int status, String contentType, String body) {
        return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** A JSON body. */
    public static HttpReply json(int status, String body) {
        return text(status, "application/json; charset=UTF-8", body);
    }

    /** A body in pieces. */
    public static HttpReply streamed(int status, String contentType, Streamed body) {
        return new HttpReply(status, Map.of("Content-Type", contentType), body, Delivery.PROMPT);
    }

    /** Server-sent events, each a piece of its own. */
    public static HttpReply events(List<String> events) {
        return streamed(200, "text/event-stream;charset=UTF-8", sink -> {
            for (String event : events) {
                sink.send(event.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    /** The same with another header. */
    public HttpReply withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpReply(status, more, body, delivery);
    }

    /** The same, delivered in another way. */
    public HttpReply withDelivery(Delivery how) {
        return new HttpReply(status, headers, body, how);
    }
}
