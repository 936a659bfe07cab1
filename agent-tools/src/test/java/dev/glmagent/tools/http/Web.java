package dev.glmagent.tools.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import dev.glmagent.tools.Calls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web of its own: names and public addresses all lead to one real server on loopback, and every dialling is written down. */
final class Web implements AutoCloseable {

    interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    static final String PUBLIC = "93.184.215.14";

    final List<String> dialled = new CopyOnWriteArrayList<>();
    final List<String> lookups = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<List<String>>> names = new ConcurrentHashMap<>();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    Web() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
        name("ok.example", List.of(PUBLIC));
        name("localhost", List.of("127.0.0.1", "::1"));
    }

    void name(String host, List<String> answer) {
        names.put(host, new ArrayDeque<>(List.of(answer)));
    }

    /** What the name leads to at the first look-up, and from then on. */
    void name(String host, List<String> first, List<String> later) {
        names.put(host, new ArrayDeque<>(List.of(first, later)));
    }

    void serve(String path, Handler handler) {
        server.createContext(path, exchange -> {
            try (exchange) {
                handler.handle(exchange);
            }
        });
    }

    void serve(String path, String type, String body) {
        serve(path, exchange -> reply(exchange, 200, type, body.getBytes(StandardCharsets.UTF_8)));
    }

    void redirect(String path, String location) {
        serve(path, exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    static void reply(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    int port() {
        return server.getAddress().getPort();
    }

    List<InetAddress> resolve(String host) throws UnknownHostException {
        lookups.add(host);
        Queue<List<String>> answers = names.get(host);
        if (answers == null) {
            throw new UnknownHostException(host);
        }
        List<String> answer = answers.size() > 1 ? answers.remove() : answers.element();
        return answer.stream().map(Web::address).toList();
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InetSocketAddress route(InetSocketAddress to) {
        dialled.add(to.getAddress().getHostAddress());
        return server.getAddress();
    }

    FetchToolBuilder any() {
        return FetchTool.builder().allowAnyPublicHost().allowPlainHttp().network(this::resolve, this::route);
    }

    FetchToolBuilder only(String host) {
        return FetchTool.builder().allowHost(host).allowPlainHttp().network(this::resolve, this::route);
    }

    static ToolResult fetch(FetchTool tool, String url) {
        return Calls.call(ToolRegistry.of(tool), "fetch_url", "url", url);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
