package dev.glmagent.testkit.internal.http;

import dev.glmagent.testkit.internal.http.Delivery.End;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Sends replies, and breaks them in the ways a {@link Delivery} asks for. */
final class Outbound {

    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NEW_LINE = {'\r', '\n'};

    private static final Map<Integer, String> REASONS = Map.ofEntries(
            Map.entry(200, "OK"),
            Map.entry(204, "No Content"),
            Map.entry(302, "Found"),
            Map.entry(400, "Bad Request"),
            Map.entry(401, "Unauthorized"),
            Map.entry(403, "Forbidden"),
            Map.entry(404, "Not Found"),
            Map.entry(405, "Method Not Allowed"),
            Map.entry(408, "Request Timeout"),
            Map.entry(413, "Content Too Large"),
            Map.entry(429, "Too Many Requests"),
            Map.entry(431, "Request Header Fields Too Large"),
            Map.entry(500, "Internal Server Error"),
            Map.entry(502, "Bad Gateway"),
            Map.entry(503, "Service Unavailable"));

    private final Socket socket;
    private final OutputStream out;
    private final Inbound in;

    Outbound(Socket socket, OutputStream out, Inbound in) {
        this.socket = socket;
        this.out = out;
        this.in = in;
    }

    /** Sends a reply; false when the connection is of no use afterwards. */
    boolean send(HttpReply reply, boolean keep, boolean headOnly) throws IOException {
        Delivery delivery = reply.delivery();
        pause(delivery.delay());
        if (delivery.end() == End.CLOSED_UNANSWERED) {
            return false;
        }
        if (delivery.end() == End.RESET_UNANSWERED) {
            return reset();
        }
        // A client must not be led to use the connection again that a fault is about to end.
        boolean kept = keep && !delivery.closeDelimited() && !endsWhenWhole(reply);
        if (reply.body() instanceof HttpReply.Whole whole && delivery.equals(Delivery.PROMPT)) {
            sendWhole(reply, whole.bytes(), kept, headOnly);
            return kept;
        }
        out.write(head(reply, kept, framing(reply)));
        return headOnly ? kept : new Stream(reply, kept).run();
    }

    /** Whether a fault waits for more bytes than the body has, so that it happens after an answer that looks whole. */
    private static boolean endsWhenWhole(HttpReply reply) {
        return reply.body() instanceof HttpReply.Whole whole
                && reply.delivery().endsEarly()
                && reply.delivery().endAfter() >= whole.bytes().length;
    }

    /** One write, so one segment: with two, the second might wait for the acknowledgement of the first. */
    private void sendWhole(HttpReply reply, byte[] body, boolean kept, boolean headOnly) throws IOException {
        byte[] head = head(reply, kept, "Content-Length: " + body.length);
        if (headOnly) {
            out.write(head);
            return;
        }
        byte[] all = new byte[head.length + body.length];
        System.arraycopy(head, 0, all, 0, head.length);
        System.arraycopy(body, 0, all, head.length, body.length);
        out.write(all);
    }

    private static String framing(HttpReply reply) {
        if (reply.delivery().closeDelimited()) {
            return "";
        }
        return reply.body() instanceof HttpReply.Whole whole
                ? "Content-Length: " + whole.bytes().length
                : "Transfer-Encoding: chunked";
    }

    private static byte[] head(HttpReply reply, boolean kept, String framing) {
        StringBuilder head = new StringBuilder(160)
                .append("HTTP/1.1 ")
                .append(reply.status())
                .append(' ')
                .append(REASONS.getOrDefault(reply.status(), "Status"))
                .append("\r\n");
        reply.headers()
                .forEach((name, value) -> head.append(name)
                        .append(": ")
                        .append(value.replaceAll("[\\r\\n]", " "))
                        .append("\r\n"));
        if (!framing.isEmpty()) {
            head.append(framing).append("\r\n");
        }
        if (!kept) {
            head.append("Connection: close\r\n");
        }
        return head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private boolean reset() throws IOException {
        // Linger 0 makes close() send RST instead of FIN.
        socket.setSoLinger(true, 0);
        socket.close();
        return false;
    }

    private static void pause(Duration time) throws InterruptedIOException {
        if (time.isZero()) {
            return;
        }
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the emulator is closing");
        }
    }

    /** Ends a body early, from within it. */
    private static final class CutException extends IOException {
        CutException() {
            super("cut");
        }
    }

    /** One body on its way. */
    private final class Stream implements HttpReply.Sink {

        private final HttpReply reply;
        private final Delivery delivery;
        private final boolean chunked;
        private final boolean keep;
        private long sent;

        Stream(HttpReply reply, boolean keep) {
            this.reply = reply;
            this.delivery = reply.delivery();
            this.chunked = !delivery.closeDelimited() && reply.body() instanceof HttpReply.Streamed;
            this.keep = keep;
        }

        boolean run() throws IOException {
            try {
                if (reply.body() instanceof HttpReply.Streamed streamed) {
                    streamed.writeTo(this);
                } else if (reply.body() instanceof HttpReply.Whole whole) {
                    send(whole.bytes());
                }
            } catch (CutException e) {
                return ended();
            }
            if (delivery.end() == End.LEFT_OPEN) {
                in.awaitEnd();
                return false;
            }
            if (delivery.endsEarly()) {
                // It waited for more bytes than there were: it happens now, before the end that HTTP asks for.
                return ended();
            }
            if (chunked) {
                out.write(LAST_CHUNK);
            }
            return keep;
        }

        private boolean ended() throws IOException {
            switch (delivery.end()) {
                case RESET -> reset();
                case STALL -> in.awaitEnd();
                default -> socket.shutdownOutput();
            }
            return false;
        }

        @Override
        public void send(byte[] piece) throws IOException {
            if (piece.length == 0) {
                return;
            }
            if (sent > 0) {
                pause(delivery.pace());
            }
            long left = delivery.endsEarly() ? delivery.endAfter() - sent : Long.MAX_VALUE;
            int length = (int) Math.min(piece.length, Math.max(0, left));
            if (length > 0) {
                write(piece, length);
            }
            sent += length;
            if (length < piece.length || (delivery.endsEarly() && sent >= delivery.endAfter())) {
                throw new CutException();
            }
        }

        private void write(byte[] piece, int length) throws IOException {
            if (!delivery.trickle().isZero()) {
                for (int i = 0; i < length; i++) {
                    frame(piece, i, 1);
                    pause(delivery.trickle());
                }
            } else {
                frame(piece, 0, length);
            }
        }

        private void frame(byte[] bytes, int from, int length) throws IOException {
            if (!chunked) {
                out.write(bytes, from, length);
                return;
            }
            byte[] size = (Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
            byte[] frame = new byte[size.length + length + 2];
            System.arraycopy(size, 0, frame, 0, size.length);
            System.arraycopy(bytes, from, frame, size.length, length);
            System.arraycopy(NEW_LINE, 0, frame, size.length + length, 2);
            out.write(frame);
        }
    }
}
