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
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes a chat request as GLM reads it, straight to bytes. */
public final class ChatWriter {

    private final Dialect dialect;
    private final ChatOptions options;

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
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = GlmJson.MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringProperty("model", model);
            json.writeArrayPropertyStart("messages");
            for (Message message : request.messages()) {
                write(json, message);
            }
            json.writeEndArray();
            writeTools(json, request.tools());
            writeOptions(json);
            if (streaming) {
                writeStreaming(json);
            }
            json.writeEndObject();
        }
        return new Content.Json(bytes.toByteArray());
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
