package dev.glmagent.loop;

import dev.glmagent.chat.ToolCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One text for all ways to write the same arguments: keys sorted, no white space, anything but ASCII escaped. */
final class Canonical {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private Canonical() {}

    /** Text that is not JSON stands for itself, quoted. */
    static String json(String arguments) {
        if (arguments.isBlank()) {
            return "{}";
        }
        try {
            return MAPPER.writeValueAsString(sorted(MAPPER.readTree(arguments)));
        } catch (JacksonException notJson) {
            return MAPPER.writeValueAsString(arguments);
        }
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            TreeMap<String, JsonNode> fields = new TreeMap<>();
            object.properties().forEach(field -> fields.put(field.getKey(), sorted(field.getValue())));
            return MAPPER.createObjectNode().setAll(fields);
        }
        if (node instanceof ArrayNode array) {
            ArrayNode items = MAPPER.createArrayNode();
            array.forEach(item -> items.add(sorted(item)));
            return items;
        }
        return node;
    }

    /** The same for the same calls with the same results, in any order of keys. */
    static String fingerprint(PendingTurn turn) {
        StringBuilder text = new StringBuilder();
        List<PendingTurn.Answer> answers = turn.inCallOrder();
        for (int i = 0; i < answers.size(); i++) {
            ToolCall call = turn.message().toolCalls().get(i);
            text.append(call.name()).append('\0').append(json(call.arguments())).append('\0');
            text.append(answers.get(i).text()).append('\0');
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
