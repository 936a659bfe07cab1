package dev.glmagent.testkit.internal.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** The bytes from a client, with a limit on how long a whole request may take to arrive. */
final class Inbound {

    /** A conversation's request fits; larger bodies bypass the buffer. */
    private static final int BUFFER = 16 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long deadline;

    Inbound(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** Waits for the first byte of a request; false when the client has gone or stays idle for that long. */
    boolean awaitFirst(Duration idle) throws IOException {
        deadlineIn(idle);
        try {
            return from < to || fill();
        } catch (SocketTimeoutException e) {
            return false;
        }
    }

    void deadlineIn(Duration limit) {
        deadline = System.nanoTime() + limit.toNanos();
    }

    /** A line without its end, which is LF or CRLF. */
    String line(int longest) throws IOException, BadRequestException {
        StringBuilder before = null;
        while (true) {
            for (int i = from; i < to; i++) {
                if (buffer[i] == '\n') {
                    int end = i > from && buffer[i - 1] == '\r' ? i - 1 : i;
                    String rest = new String(buffer, from, end - from, StandardCharsets.ISO_8859_1);
                    from = i + 1;
                    if (before == null) {
                        return rest;
                    }
                    String line = before.append(rest).toString();
                    return rest.isEmpty() && line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
                }
            }
            before = before == null ? new StringBuilder() : before;
            before.append(new String(buffer, from, to - from, StandardCharsets.ISO_8859_1));
            from = to;
            if (before.length() > longest) {
                throw new BadRequestException(431, "a line of the request's head is longer than " + longest + " bytes");
            }
            if (!fill()) {
                throw new BadRequestException(400, "the request's head is cut off");
            }
        }
    }

    byte[] exactly(int length) throws IOException, BadRequestException {
        byte[] bytes = new byte[length];
        int have = Math.min(length, to - from);
        System.arraycopy(buffer, from, bytes, 0, have);
        from += have;
        while (have < length) {
            socket.setSoTimeout(remainingMillis());
            int read = in.read(bytes, have, length - have);
            if (read < 0) {
                throw new BadRequestException(
                        400, "the request's body is cut off after " + have + " of " + length + " bytes");
            }
            have += read;
        }
        return bytes;
    }

    /** Reads bytes away. */
    void discard(long length) throws IOException {
        long left = length - Math.min(length, to - from);
        from += (int) Math.min(length, to - from);
        while (left > 0 && fill()) {
            int step = (int) Math.min(left, to - from);
            from += step;
            left -= step;
        }
    }

    /** Waits until the client is gone. */
    void awaitEnd() throws IOException {
        socket.setSoTimeout(0);
        from = 0;
        to = 0;
        while (in.read(buffer, 0, BUFFER) >= 0) {
            from = 0;
        }
    }

    private boolean fill() throws IOException {
        socket.setSoTimeout(remainingMillis());
        int read = in.read(buffer, 0, BUFFER);
        from = 0;
        to = Math.max(0, read);
        return read > 0;
    }

    private int remainingMillis() throws SocketTimeoutException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("the request took too long to arrive");
        }
        return (int) Math.min(Integer.MAX_VALUE, millis);
    }
}
