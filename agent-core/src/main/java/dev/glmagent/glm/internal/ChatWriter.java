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
import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Writes a chat request as GLM reads it, straight to bytes. */
public final class ChatWriter {

    private ChatWriter() {}

    /**
     * The body of {@code POST chat/completions}.
     *
     * @param model the model's id
     * @param request the request
     * @return JSON in UTF-8
     */
    public static byte[] write(String model, ChatRequest request) {
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
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Message message) {
        json.writeStartObject();
        if (message instanceof SystemMessage system) {
            json.writeStringProperty("role", "system");
            json.writeStringProperty("content", system.text());
        } else if (message instanceof UserMessage user) {
            json.writeStringProperty("role", "user");
            writeContent(json, user);
        } else if (message instanceof AssistantMessage assistant) {
            writeAssistant(json, assistant);
        } else if (message instanceof ToolMessage tool) {
            json.writeStringProperty("role", "tool");
            json.writeStringProperty("tool_call_id", tool.toolCallId());
            json.writeStringProperty("content", tool.text());
        }
        json.writeEndObject();
    }

    /** Text models take a string only; the list of parts is for pictures. */
    private static void writeContent(JsonGenerator json, UserMessage user) {
        if (user.parts().stream().allMatch(ContentPart.Text.class::isInstance)) {
            json.writeStringProperty("content", user.text());
            return;
        }
        json.writeArrayPropertyStart("content");
        for (ContentPart part : user.parts()) {
            json.writeStartObject();
            if (part instanceof ContentPart.Text text) {
                json.writeStringProperty("type", "text");
                json.writeStringProperty("text", text.text());
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
        json.writeStringProperty("content", assistant.text());
        if (!assistant.reasoning().isEmpty()) {
            json.writeStringProperty("reasoning_content", assistant.reasoning());
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
            json.writeStringProperty("arguments", call.arguments());
            json.writeEndObject();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void writeTools(JsonGenerator json, List<ToolSpec> tools) {
        if (tools.isEmpty()) {
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
        json.writeEndArray();
        // The only value GLM supports; to forbid tools, none are sent.
        json.writeStringProperty("tool_choice", "auto");
    }
}
