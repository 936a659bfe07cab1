package dev.glmagent.examples.embedded;

import com.sun.net.httpserver.*;
import dev.glmagent.*;
import dev.glmagent.glm.Glm;
import dev.glmagent.tool.*;
import java.io.IOException;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.concurrent.Executors;

/** A service without a framework; {@code curl -d 'How much tea is left?' http://127.0.0.1:8080/ask}. */
public final class ShopService {
    private static final Map<String, Integer> STOCK = Map.of("tea", 12, "rice", 3);
    private static final int MAX_BYTES = 8_000;

    @Tool(value = "Counts the packets of an item in stock", readOnly = true)
    int count(@Param("The item in English, for example tea") String item) {
        return Optional.ofNullable(STOCK.get(item))
                .orElseThrow(() -> new ToolException("there is only " + STOCK.keySet()));
    }

    static HttpServer start(Glm glm, int port) throws IOException {
        Agent agent = Agent.builder()
                .model(glm.chatModel("glm-4"))
                .tools(ToolRegistry.of(new ShopService()))
                .build();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newFixedThreadPool(16)); // one thread for each run at a time
        server.createContext("/ask", exchange -> answer(agent, exchange));
        server.start();
        return server;
    }

    private static void answer(Agent agent, HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
            String question = new String(body, StandardCharsets.UTF_8);
            if (!exchange.getRequestMethod().equals("POST") || question.isBlank() || body.length > MAX_BYTES) {
                send(exchange, 400, "POST a question of 1 to " + MAX_BYTES + " bytes of text");
            } else if (agent.run(question).outcome() instanceof RunOutcome.Completed completed) {
                send(exchange, 200, completed.text());
            } else {
                send(exchange, 502, "no answer, please try again");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, 0);
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
    }

    public static void main(String[] args) throws IOException {
        System.out.println(start(Glm.fromEnvironment(), 8080).getAddress());
    }
}
