package dev.glmagent.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;

/** The HTTP layer, all of it: hands whole requests to a function and sends back what it returns. */
final class HttpFront {

    /** A conversation with pictures in it is a few megabytes; what is larger is a mistake of the client. */
    private static final int MAX_BODY = 10 * 1024 * 1024;

    /** How much of an oversized body is read away so that the client gets to read the refusal. */
    private static final int MAX_DISCARDED = 10 * MAX_BODY;

    static {
        // Both are read once, when the JDK's server class loads, and hold for the whole JVM.
        // Without nodelay, headers and body go out as two segments with Nagle's algorithm on, and the second waits for
        // the client's delayed acknowledgement: 40 ms on every answer.
        setUnlessSet("sun.net.httpserver.nodelay", "true");
        // In seconds, for reading one request. A client that speaks TLS here waits for an answer to its greeting while
        // the server waits for the end of a request line; without a limit, both for ever.
        setUnlessSet("sun.net.httpserver.maxReqTime", "5");
    }

    private final HttpServer server;
    private final ExecutorService workers;

    private HttpFront(HttpServer server, ExecutorService workers) {
        this.server = server;
        this.workers = workers;
    }

    static HttpFront open(int port, Function<HttpRequest, HttpReply> handler) {
        HttpServer server = bind(port);
        ThreadFactory daemons = task -> {
            Thread thread = new Thread(task, "glm-emulator");
            thread.setDaemon(true);
            return thread;
        };
        ExecutorService workers = Executors.newCachedThreadPool(daemons);
        server.setExecutor(workers);
        server.createContext("/", exchange -> {
            try (exchange) {
                send(exchange, handler.apply(read(exchange)));
            }
        });
        // The server's own thread inherits being a daemon from the thread that starts it.
        Thread starter = daemons.newThread(server::start);
        starter.start();
        join(starter);
        return new HttpFront(server, workers);
    }

    int port() {
        return server.getAddress().getPort();
    }

    void close() {
        server.stop(0);
        workers.shutdownNow();
    }

    private static HttpServer bind(int port) {
        try {
            InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return HttpServer.create(new InetSocketAddress(loopback, port), 0);
        } catch (BindException e) {
            throw new EmulatorException(
                    "port " + port + " on 127.0.0.1 is already in use. Fix: choose another port, or 0 for a free one.",
                    e);
        } catch (IOException e) {
            throw new EmulatorException("cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    private static HttpRequest read(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        byte[] body;
        try (InputStream in = exchange.getRequestBody()) {
            body = in.readNBytes(MAX_BODY + 1);
            if (body.length > MAX_BODY) {
                discardRest(in);
            }
        }
        return new HttpRequest(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                headers,
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                body.length > MAX_BODY ? Optional.empty() : Optional.of(new String(body, StandardCharsets.UTF_8)));
    }

    private static void discardRest(InputStream in) throws IOException {
        // Not skip(): in JDK 17 it passes by the request body's own end and waits for bytes that never come.
        byte[] scratch = new byte[64 * 1024];
        int discarded = 0;
        for (int read = in.read(scratch); read >= 0 && discarded < MAX_DISCARDED; read = in.read(scratch)) {
            discarded += read;
        }
    }

    private static void send(HttpExchange exchange, HttpReply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", reply.contentType());
        // For the JDK's server 0 means "chunked, length unknown" and -1 means "no body".
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmulatorException("interrupted while starting the emulator", e);
        }
    }
}
