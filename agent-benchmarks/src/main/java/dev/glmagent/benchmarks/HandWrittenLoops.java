package dev.glmagent.benchmarks;

import dev.glmagent.benchmarks.LoopBenchmark.Forecast;
import dev.glmagent.chat.ToolSpec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.SocketFactory;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The agent loop as one would write it without a framework, with OkHttp and Jackson: no checks, no limits, no time-outs of tools. */
final class HandWrittenLoops {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

    private final OkHttpClient client =
            new OkHttpClient.Builder().socketFactory(new NoDelay()).build();
    private final String url;
    private final ObjectNode tool;
    private final byte[] requestEnd;

    HandWrittenLoops(String baseUrl, ToolSpec spec) {
        url = baseUrl + "/chat/completions";
        tool = MAPPER.createObjectNode().put("type", "function");
        ObjectNode function = tool.putObject("function");
        function.put("name", spec.name()).put("description", spec.description());
        function.set("parameters", MAPPER.readTree(spec.parameters()));
        requestEnd = ("],\"tools\":[" + tool + "],\"tool_choice\":\"auto\"}").getBytes(StandardCharsets.UTF_8);
    }

    String trees(String question) throws IOException {
        ArrayNode messages = MAPPER.createArrayNode();
        messages.addObject().put("role", "user").put("content", question);
        while (true) {
            ObjectNode request = MAPPER.createObjectNode().put("model", "glm-4");
            request.set("messages", messages);
            request.putArray("tools").add(tool);
            request.put("tool_choice", "auto");
            JsonNode message = MAPPER.readTree(post(RequestBody.create(MAPPER.writeValueAsBytes(request), JSON)))
                    .path("choices")
                    .path(0)
                    .path("message");
            if (message.path("tool_calls").isEmpty()) {
                return message.path("content").asString();
            }
            messages.add(message);
            for (JsonNode call : message.path("tool_calls")) {
                JsonNode arguments =
                        MAPPER.readTree(call.path("function").path("arguments").asString());
                String name = call.path("function").path("name").asString();
                Object result = switch (name) {
                    case "forecast" ->
                        new LoopBenchmark.Weather()
                                .forecast(
                                        arguments.path("city").asString(),
                                        arguments.path("days").asInt());
                    default -> throw new IOException("no tool " + name);
                };
                messages.addObject()
                        .put("role", "tool")
                        .put("tool_call_id", call.path("id").asString())
                        .put("content", MAPPER.writeValueAsString(result));
            }
        }
    }

    String appending(String question) throws IOException {
        Growing body = new Growing();
        body.write("{\"model\":\"glm-4\",\"messages\":[".getBytes(StandardCharsets.UTF_8));
        try (JsonGenerator json = MAPPER.createGenerator(body)) {
            json.writeStartObject();
            json.writeStringProperty("role", "user");
            json.writeStringProperty("content", question);
            json.writeEndObject();
        }
        while (true) {
            Reply reply = read(post(body));
            if (reply.name == null) {
                return reply.content;
            }
            Forecast result = forecast(reply.arguments);
            body.write(',');
            try (JsonGenerator json = MAPPER.createGenerator(body)) {
                json.writeStartObject();
                json.writeStringProperty("role", "assistant");
                json.writeStringProperty("content", "");
                json.writeArrayPropertyStart("tool_calls");
                json.writeStartObject();
                json.writeStringProperty("id", reply.id);
                json.writeStringProperty("type", "function");
                json.writeObjectPropertyStart("function");
                json.writeStringProperty("name", reply.name);
                json.writeStringProperty("arguments", reply.arguments);
                json.writeEndObject();
                json.writeEndObject();
                json.writeEndArray();
                json.writeEndObject();
            }
            body.write(',');
            try (JsonGenerator json = MAPPER.createGenerator(body)) {
                json.writeStartObject();
                json.writeStringProperty("role", "tool");
                json.writeStringProperty("tool_call_id", reply.id);
                json.writeStringProperty("content", MAPPER.writeValueAsString(result));
                json.writeEndObject();
            }
        }
    }

    private static Forecast forecast(String arguments) {
        try (JsonParser json = MAPPER.createParser(arguments)) {
            String city = "";
            int days = 0;
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.PROPERTY_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    if (name.equals("city")) {
                        city = json.getString();
                    } else if (name.equals("days")) {
                        days = json.getIntValue();
                    }
                }
            }
            return new LoopBenchmark.Weather().forecast(city, days);
        }
    }

    private static Reply read(byte[] bytes) {
        Reply reply = new Reply();
        try (JsonParser json = MAPPER.createParser(bytes)) {
            int depth = 0;
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    depth++;
                } else if (json.currentToken() == JsonToken.END_OBJECT) {
                    depth--;
                } else if (json.currentToken() == JsonToken.PROPERTY_NAME) {
                    String name = json.currentName();
                    JsonToken value = json.nextToken();
                    if (value == JsonToken.START_OBJECT) {
                        depth++;
                    } else if (value == JsonToken.VALUE_STRING) {
                        take(reply, name, depth, json);
                    }
                }
            }
        }
        return reply;
    }

    /** By depth: the reply's own id is at 1, the message at 3, its calls at 4, their functions at 5. */
    private static void take(Reply reply, String name, int depth, JsonParser json) {
        if (depth == 3 && name.equals("content")) {
            reply.content = json.getString();
        } else if (depth == 4 && name.equals("id")) {
            reply.id = json.getString();
        } else if (depth == 5 && name.equals("name")) {
            reply.name = json.getString();
        } else if (depth == 5 && name.equals("arguments")) {
            reply.arguments = json.getString();
        }
    }

    private byte[] post(RequestBody body) throws IOException {
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", "Bearer " + LoopBenchmark.KEY)
                .post(body)
                .build();
        try (Response response = client.newCall(request).execute()) {
            if (response.code() != 200) {
                throw new IOException("HTTP " + response.code());
            }
            return response.body().bytes();
        }
    }

    private byte[] post(Growing messages) throws IOException {
        return post(new RequestBody() {
            @Override
            public MediaType contentType() {
                return JSON;
            }

            @Override
            public long contentLength() {
                return messages.size() + requestEnd.length;
            }

            @Override
            public void writeTo(BufferedSink sink) throws IOException {
                messages.writeAll(sink);
                sink.write(requestEnd);
            }
        });
    }

    /** What a reply says, as far as the loop needs it. */
    private static final class Reply {
        private String content = "";
        private String id = "";
        private String name;
        private String arguments = "{}";
    }

    /** Bytes that are appended to and written without being copied. */
    private static final class Growing extends ByteArrayOutputStream {

        void writeAll(BufferedSink sink) throws IOException {
            sink.write(buf, 0, count);
        }
    }

    /** OkHttp leaves Nagle's algorithm on. */
    private static final class NoDelay extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException();
        }
    }
}
