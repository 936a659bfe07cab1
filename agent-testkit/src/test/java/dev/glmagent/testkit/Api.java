package dev.glmagent.testkit;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** An emulator and the requests of a client to it. */
final class Api implements AutoCloseable {

    final GlmEmulator emulator;

    Api() {
        this(GlmEmulator.builder().clock(Wire.MONDAY));
    }

    Api(GlmEmulatorBuilder builder) {
        emulator = builder.start();
    }

    HttpResponse<String> send(String method, String path, String type, String body) {
        String url = path.startsWith("/api/")
                ? emulator.baseUrl().replace("/api/paas/v4", "") + path
                : emulator.baseUrl() + "/" + path;
        return Wire.send(HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + emulator.apiKey())
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    JsonNode post(String path, String json) {
        return read(send("POST", path, "application/json", json.replace('\'', '"')));
    }

    JsonNode get(String path) {
        return read(send("GET", path, "application/json", ""));
    }

    JsonNode delete(String path) {
        return read(send("DELETE", path, "application/json", ""));
    }

    JsonNode upload(String path, String fileField, String name, String content, String... fields) {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < fields.length; i += 2) {
            body.append("--b\r\nContent-Disposition: form-data; name=\"")
                    .append(fields[i])
                    .append("\"\r\n\r\n")
                    .append(fields[i + 1])
                    .append("\r\n");
        }
        body.append("--b\r\nContent-Disposition: form-data; name=\"")
                .append(fileField)
                .append("\"; filename=\"")
                .append(name)
                .append("\"\r\nContent-Type: text/plain\r\n\r\n")
                .append(content)
                .append("\r\n--b--\r\n");
        return read(send("POST", path, "multipart/form-data; boundary=b", body.toString()));
    }

    /** The code and message of a refusal. */
    String refused(String path, String json) {
        JsonNode error = post(path, json).path("error");
        return error.path("code").asString("") + " " + error.path("message").asString("");
    }

    byte[] bytes(String url) throws Exception {
        try (var in = URI.create(url).toURL().openStream()) {
            return in.readAllBytes();
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        return Wire.JSON.readTree(
                response.body().getBytes(StandardCharsets.UTF_8).length == 0 ? "{}" : response.body());
    }

    @Override
    public void close() {
        emulator.close();
    }
}
