package dev.glmagent.glm;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLServerSocket;

/**
 * An HTTP server on bare sockets that fails as networks do. Each request gets the next answer; the last answer serves all
 * further ones.
 */
final class FaultServer implements AutoCloseable {

    /** What the server does with one connection after it has read a request. */
    @FunctionalInterface
    interface Step {
        void run(Connection connection) throws IOException, InterruptedException;
    }

    /** An answer: steps one after another. */
    record Answer(List<Step> steps) {

        static Answer of(Step... steps) {
            return new Answer(List.of(steps));
        }

        Answer then(Step step) {
            List<Step> more = new ArrayList<>(steps);
            more.add(step);
            return new Answer(more);
        }
    }

    /** A request as it came. */
    record Received(String head, String body) {

        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /** A connection in the hands of a step. */
    final class Connection {

        private final Socket socket;
        private final Received request;

        Connection(Socket socket, Received request) {
            this.socket = socket;
            this.request = request;
        }

        Received request() {
            return request;
        }

        void send(byte[] bytes) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(bytes);
            out.flush();
        }

        void send(String text) throws IOException {
            send(text.getBytes(StandardCharsets.UTF_8));
        }

        /** Ends with a reset: what was sent may get lost. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        void close() throws IOException {
            socket.close();
        }

        /** Waits until the other side closes, or the server is closed. */
        void stall() throws IOException {
            stalled.countDown();
            try {
                while (socket.getInputStream().read() >= 0) {
                    // Whatever else comes is of no interest.
                }
            } catch (SocketException closed) {
                // As good as its end.
            }
            freed.countDown();
        }
    }

    private final ServerSocket listener;
    private final List<Answer> answers;
    private final AtomicInteger next = new AtomicInteger();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch stalled = new CountDownLatch(1);
    private final CountDownLatch freed = new CountDownLatch(1);

    private FaultServer(ServerSocket listener, List<Answer> answers) {
        this.listener = listener;
        this.answers = answers;
    }

    static FaultServer start(Answer... answers) {
        try {
            return startOn(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), answers);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** On a listener of one's own, such as one that speaks TLS. */
    static FaultServer startOn(ServerSocket listener, Answer... answers) {
        FaultServer server = new FaultServer(listener, List.of(answers));
        server.daemon(server::accept);
        return server;
    }

    // Answers

    static Answer json(int status, String body, String... headers) {
        return Answer.of(connection -> connection.send(head(status, "application/json", body, headers) + body));
    }

    static Answer error(int status, String code, String... headers) {
        return json(status, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"m\"}}", headers);
    }

    static Answer ok(String text) {
        return json(
                200,
                "{\"id\":\"1\",\"model\":\"glm-4\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"message\":"
                        + "{\"role\":\"assistant\",\"content\":\"" + text + "\"}}],\"usage\":{\"prompt_tokens\":1,"
                        + "\"completion_tokens\":1,\"total_tokens\":2}}");
    }

    /** A stream that ends with the connection, so that a cut is no error of HTTP. */
    static Answer stream(String... pieces) {
        List<Step> steps = new ArrayList<>();
        steps.add(connection ->
                connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"));
        for (String piece : pieces) {
            steps.add(connection -> connection.send(piece));
        }
        return new Answer(steps);
    }

    static Answer reset() {
        return Answer.of(Connection::reset);
    }

    static Answer stall() {
        return Answer.of(Connection::stall);
    }

    static String head(int status, String type, String body, String... headers) {
        return "HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
    }

    // What a test sees

    String baseUrl() {
        return (listener instanceof SSLServerSocket ? "https" : "http") + "://127.0.0.1:" + listener.getLocalPort()
                + "/v4";
    }

    List<Received> received() {
        return received;
    }

    /** Returns when an answer stalls. */
    void awaitStall() throws InterruptedException {
        stalled.await();
    }

    /** Returns when the other side has let go of a stalled connection. */
    void awaitFreed() throws InterruptedException {
        freed.await();
    }

    // The server

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            while (true) {
                Received request = read(socket.getInputStream());
                received.add(request);
                Answer answer = answers.get(Math.min(next.getAndIncrement(), answers.size() - 1));
                for (Step step : answer.steps()) {
                    step.run(new Connection(socket, request));
                }
                if (answer.steps().size() > 1) {
                    return;
                }
            }
        } catch (IOException | InterruptedException over) {
            // The other side has gone, or the test is over.
        } finally {
            open.remove(socket);
        }
    }

    private static Received read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new SocketException("closed");
            }
            head.write(next);
        }
        Received request = new Received(head.toString(StandardCharsets.ISO_8859_1), "");
        String length = request.header("Content-Length");
        byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
        return new Received(request.head(), new String(body, StandardCharsets.UTF_8));
    }

    private void daemon(Runnable task) {
        Thread thread = new Thread(task, "fault-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
