package dev.glmagent.chat;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Messages as JSON text, to store them: one object each, without line breaks. Not the form that goes to a model. Types are
 * told by a fixed table of roles; no class is named, so a stored text cannot choose what is made of it.
 */
public final class MessageJson {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private MessageJson() {}

    /**
     * Writes a message.
     *
     * @param message any message
     * @return one JSON object in one line
     */
    public static String write(Message message) {
        ObjectNode json = MAPPER.createObjectNode();
        if (message instanceof SystemMessage system) {
            json.put("role", "system").put("text", system.text());
        } else if (message instanceof UserMessage user) {
            ArrayNode parts = json.put("role", "user").putArray("parts");
            for (ContentPart part : user.parts()) {
                if (part instanceof ContentPart.Text text) {
                    parts.addObject().put("text", text.text());
                } else if (part instanceof ContentPart.Image image) {
                    parts.addObject().put("image", image.url());
                }
            }
        } else if (message instanceof AssistantMessage assistant) {
            json.put("role", "assistant").put("text", assistant.text()).put("reasoning", assistant.reasoning());
            ArrayNode calls = json.putArray("calls");
            for (ToolCall call : assistant.toolCalls()) {
                calls.addObject().put("id", call.id()).put("name", call.name()).put("arguments", call.arguments());
            }
        } else if (message instanceof ToolMessage tool) {
            json.put("role", "tool").put("id", tool.toolCallId()).put("text", tool.text());
        }
        return json.toString();
    }

    /**
     * Reads a message.
     *
     * @param json from {@link #write}
     * @return an equal message
     * @throws IllegalArgumentException when the text is no such message
     */
    public static Message read(String json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("A stored message is not JSON: " + e.getOriginalMessage(), e);
        }
        String role = node.path("role").asString("");
        return switch (role) {
            case "system" -> new SystemMessage(text(node, "text"));
            case "user" -> new UserMessage(parts(node));
            case "assistant" -> new AssistantMessage(text(node, "text"), text(node, "reasoning"), calls(node));
            case "tool" -> new ToolMessage(text(node, "id"), text(node, "text"));
            default ->
                throw new IllegalArgumentException(
                        "A stored message has the role \"" + role + "\". Expected: system, user, assistant or tool.");
        };
    }

    private static List<ContentPart> parts(JsonNode node) {
        List<ContentPart> parts = new ArrayList<>();
        for (JsonNode part : node.path("parts")) {
            parts.add(
                    part.has("image")
                            ? new ContentPart.Image(text(part, "image"))
                            : new ContentPart.Text(text(part, "text")));
        }
        return parts;
    }

    private static List<ToolCall> calls(JsonNode node) {
        List<ToolCall> calls = new ArrayList<>();
        for (JsonNode call : node.path("calls")) {
            calls.add(new ToolCall(text(call, "id"), text(call, "name"), text(call, "arguments")));
        }
        return calls;
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isString()) {
            throw new IllegalArgumentException("A stored message has no text \"" + field + "\".");
        }
        return value.asString();
    }
}
