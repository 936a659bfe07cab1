package dev.glmagent.testkit;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Speaks to an emulator as any client would: over HTTP. */
final class Wire {

    /** A Monday, in the afternoon in Beijing. */
    static final Clock MONDAY = Clock.fixed(Instant.parse("2026-11-23T06:00:00Z"), ZoneId.of("Asia/Shanghai"));

    static final JsonMapper JSON = new JsonMapper();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Wire() {}

    static HttpResponse<String> post(GlmEmulator emulator, String body) {
        return send(HttpRequest.newBuilder(chat(emulator))
                .header("Authorization", "Bearer " + emulator.apiKey())
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    static JsonNode ask(GlmEmulator emulator, String body) {
        return JSON.readTree(post(emulator, body).body());
    }

    static URI chat(GlmEmulator emulator) {
        return URI.create(emulator.baseUrl() + "/chat/completions");
    }

    static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    static String question(String text) {
        return "{\"model\":\"glm-4\",\"messages\":[{\"role\":\"user\",\"content\":"
                + JSON.getNodeFactory().stringNode(text) + "}]}";
    }
}
