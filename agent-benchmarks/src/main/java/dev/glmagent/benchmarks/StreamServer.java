package dev.glmagent.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Answers every request on its connections with the same stream of chunks, 20 at a time. */
final class StreamServer implements AutoCloseable {

    private static final int A_WRITE = 20;
    private static final byte[] CONTENT_LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;
    private final byte[][] writes;

    private StreamServer(ServerSocket listener, byte[][] writes) {
        this.listener = listener;
        this.writes = writes;
    }

    static StreamServer start(int chunks) throws IOException {
        StreamServer server =
                new StreamServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), writes(chunks));
        daemon(server::accept);
        return server;
    }

    String baseUrl() {
        return "http://127.0.0.1:" + listener.getLocalPort() + "/v4";
    }

    private static byte[][] writes(int chunks) {
        byte[][] writes = new byte[chunks / A_WRITE + 1][];
        for (int i = 0; i < chunks / A_WRITE; i++) {
            StringBuilder events = new StringBuilder();
            for (int j = 0; j < A_WRITE; j++) {
                events.append("data: {\"id\":\"20250312084417a90c3e5b7d12f468\",\"created\":1741740257,\"model\":\"glm-4\","
                        + "\"choices\":[{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"word " + j
                        + "\"}}]}\n\n");
            }
            writes[i] = chunk(events.toString());
        }
        writes[chunks / A_WRITE] = (new String(
                                chunk("data: {\"id\":\"1\",\"model\":\"glm-4\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
                                        + "\"delta\":{\"content\":\"\"}}],\"usage\":{\"prompt_tokens\":27,\"completion_tokens\":"
                                        + "2000,\"total_tokens\":2027}}\n\ndata: [DONE]\n\n"),
                                StandardCharsets.UTF_8)
                        + "0\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        return writes;
    }

    private static byte[] chunk(String text) {
        return (Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                daemon(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        byte[] head = ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] buffer = new byte[64 * 1024];
        try (socket) {
            while (readRequest(socket.getInputStream(), buffer)) {
                socket.getOutputStream().write(head);
                for (byte[] write : writes) {
                    socket.getOutputStream().write(write);
                }
            }
        } catch (IOException gone) {
            // The client has closed its connection.
        }
    }

    /** Reads a request without making anything of it. */
    private static boolean readRequest(InputStream in, byte[] buffer) throws IOException {
        int end = 0;
        int body = -1;
        while (body < 0 || end < body) {
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) {
                return false;
            }
            end += count;
            body = body < 0 ? wholeLength(buffer, end) : body;
        }
        return true;
    }

    /** Where the request ends; negative while its headers are not whole. */
    private static int wholeLength(byte[] buffer, int end) {
        int length = 0;
        for (int i = 0; i + 3 < end; i++) {
            if (matches(buffer, i, end)) {
                length = number(buffer, i + CONTENT_LENGTH.length);
            }
            if (buffer[i] == '\r' && buffer[i + 1] == '\n' && buffer[i + 2] == '\r' && buffer[i + 3] == '\n') {
                return i + 4 + length;
            }
        }
        return -1;
    }

    private static boolean matches(byte[] buffer, int at, int end) {
        for (int i = 0; i < CONTENT_LENGTH.length; i++) {
            if (at + i >= end || Character.toLowerCase((char) buffer[at + i]) != CONTENT_LENGTH[i]) {
                return false;
            }
        }
        return true;
    }

    private static int number(byte[] buffer, int at) {
        int value = 0;
        for (int i = at; buffer[i] >= '0' && buffer[i] <= '9'; i++) {
            value = value * 10 + buffer[i] - '0';
        }
        return value;
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "stream-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
