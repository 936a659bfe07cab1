package dev.glmagent.glm.internal;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.ContentPart;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.glm.Dialect;
import dev.glmagent.glm.chat.ChatOptions;
import dev.glmagent.glm.chat.ServerTool;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;

/**
 * Writes chat requests as GLM reads them, straight to bytes. A message and the list of tools are written once, however
 * often one writer sends them: the cost of a round grows with what is new in it and not with its history
 * ({@code LoopBenchmark}). For one thread.
 */
public final class ChatWriter {

    private static final byte[] COMMA = {','};

    /** Whole objects follow each other here, and commas come from us. */
    private static final ObjectWriter VALUES = GlmJson.MAPPER.writer().withRootValueSeparator("");

    private final Dialect dialect;
    private final ChatOptions options;
    private final IdentityHashMap<Message, byte[]> written = new IdentityHashMap<>();

    /** What followed the messages the last time, and what it was made of. */
    private byte[] end = {};

    private @Nullable List<ToolSpec> endTools;
    private boolean endStreams;

    /**
     * @param dialect the endpoint's
     * @param options how the model is asked
     */
    public ChatWriter(Dialect dialect, ChatOptions options) {
        this.dialect = dialect;
        this.options = options;
    }

    /**
     * The body of {@code POST chat/completions}.
     *
     * @param model the model's id
     * @param request the request
     * @param streaming whether the reply shall come in pieces
     * @return the body
     */
    public Content write(String model, ChatRequest request, boolean streaming) {
        return new Content.Json(pieces(model, request, streaming));
    }

    byte[] bytes(String model, ChatRequest request) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        pieces(model, request, false).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private List<byte[]> pieces(String model, ChatRequest request, boolean streaming) {
        List<Message> messages = request.messages();
        writeNew(messages);
        List<byte[]> pieces = new ArrayList<>(2 * messages.size() + 1);
        String begin = "{\"model\":" + GlmJson.MAPPER.writeValueAsString(model) + ",\"messages\":[";
        pieces.add(begin.getBytes(StandardCharsets.UTF_8));
        for (int i = 0; i < messages.size(); i++) {
            if (i > 0) {
                pieces.add(COMMA);
            }
            pieces.add(Objects.requireNonNull(written.get(messages.get(i))));
        }
        if (!request.tools().equals(endTools) || endStreams != streaming) {
            end = end(request.tools(), streaming);
            endTools = request.tools();
            endStreams = streaming;
        }
        pieces.add(end);
        return pieces;
    }

    /** By one generator for all of them: it costs more than a short message. */
    private void writeNew(List<Message> messages) {
        List<Message> fresh =
                messages.stream().filter(each -> !written.containsKey(each)).toList();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
        int[] ends = new int[fresh.size()];
        try (JsonGenerator json = VALUES.createGenerator(bytes)) {
            for (int i = 0; i < ends.length; i++) {
                write(json, fresh.get(i));
                json.flush();
                ends[i] = bytes.size();
            }
        }
        byte[] all = bytes.toByteArray();
        for (int i = 0; i < ends.length; i++) {
            written.put(fresh.get(i), Arrays.copyOfRange(all, i == 0 ? 0 : ends[i - 1], ends[i]));
        }
    }

    private byte[] end(List<ToolSpec> tools, boolean streaming) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = GlmJson.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            writeTools(json, tools);
            writeOptions(json);
            if (streaming) {
                writeStreaming(json);
            }
            json.writeEndObject();
        }
        String object = bytes.toString(StandardCharsets.UTF_8);
        return ("]" + (object.length() == 2 ? "}" : "," + object.substring(1))).getBytes(StandardCharsets.UTF_8);
    }

    private void writeOptions(JsonGenerator json) {
        options.fields().forEach((name, value) -> {
            json.writeName(name.equals("user_id") ? dialect.userField() : name);
            json.writeRawValue(value);
        });
    }

    private void writeStreaming(JsonGenerator json) {
        json.writeBooleanProperty("stream", true);
        if (options.streamsTools() && dialect.isGlm()) {
            json.writeBooleanProperty("tool_stream", true);
        }
        if (dialect.asksForUsage()) {
            json.writeObjectPropertyStart("stream_options");
            json.writeBooleanProperty("include_usage", true);
            json.writeEndObject();
        }
    }

    private static void write(JsonGenerator json, Message message) {
        json.writeStartObject();
        if (message instanceof SystemMessage system) {
            json.writeStringProperty("role", "system");
            json.writeStringProperty("content", WellFormed.text(system.text()));
        } else if (message instanceof UserMessage user) {
            json.writeStringProperty("role", "user");
            writeContent(json, user);
        } else if (message instanceof AssistantMessage assistant) {
            writeAssistant(json, assistant);
        } else if (message instanceof ToolMessage tool) {
            json.writeStringProperty("role", "tool");
            json.writeStringProperty("tool_call_id", tool.toolCallId());
            json.writeStringProperty("content", WellFormed.text(tool.text()));
        }
        json.writeEndObject();
    }

    /** Text models take a string only; the list of parts is for pictures. */
    private static void writeContent(JsonGenerator json, UserMessage user) {
        if (user.parts().stream().allMatch(ContentPart.Text.class::isInstance)) {
            json.writeStringProperty("content", WellFormed.text(user.text()));
            return;
        }
        json.writeArrayPropertyStart("content");
        for (ContentPart part : user.parts()) {
            json.writeStartObject();
            if (part instanceof ContentPart.Text text) {
                json.writeStringProperty("type", "text");
                json.writeStringProperty("text", WellFormed.text(text.text()));
            } else if (part instanceof ContentPart.Image image) {
                json.writeStringProperty("type", "image_url");
                json.writeObjectPropertyStart("image_url");
                json.writeStringProperty("url", image.url());
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeAssistant(JsonGenerator json, AssistantMessage assistant) {
        json.writeStringProperty("role", "assistant");
        json.writeStringProperty("content", WellFormed.text(assistant.text()));
        if (!assistant.reasoning().isEmpty()) {
            json.writeStringProperty("reasoning_content", WellFormed.text(assistant.reasoning()));
        }
        if (assistant.toolCalls().isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("tool_calls");
        for (ToolCall call : assistant.toolCalls()) {
            json.writeStartObject();
            json.writeStringProperty("id", call.id());
            json.writeStringProperty("type", "function");
            json.writeObjectPropertyStart("function");
            json.writeStringProperty("name", call.name());
            json.writeStringProperty("arguments", WellFormed.text(call.arguments()));
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeTools(JsonGenerator json, List<ToolSpec> tools) {
        List<ServerTool> serverTools = options.serverTools();
        if (tools.isEmpty() && serverTools.isEmpty()) {
            return;
        }
        json.writeArrayPropertyStart("tools");
        for (ToolSpec tool : tools) {
            json.writeStartObject();
            json.writeStringProperty("type", "function");
            json.writeObjectPropertyStart("function");
            json.writeStringProperty("name", tool.name());
            json.writeStringProperty("description", tool.description());
            json.writeName("parameters");
            json.writeRawValue(tool.parameters());
            json.writeEndObject();
            json.writeEndObject();
        }
        for (ServerTool tool : serverTools) {
            json.writeStartObject();
            json.writeStringProperty("type", tool.type());
            json.writeName(tool.type());
            json.writeRawValue(tool.settings());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (!tools.isEmpty() && !options.fields().containsKey("tool_choice")) {
            // The only value GLM supports; to forbid tools, none are sent.
            json.writeStringProperty("tool_choice", "auto");
        }
    }
}
