package dev.glmagent.testing;

import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The least value that a JSON Schema allows, for the keywords that our own schemas use. */
final class MinimalJson {

    private static final JsonMapper MAPPER = JsonMapper.shared();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** By format; a text of these cannot be any text. */
    private static final Map<String, String> FORMATS = Map.of(
            "date", "2024-01-01",
            "time", "00:00:00",
            "date-time", "2024-01-01T00:00:00Z",
            "duration", "PT0S",
            "uuid", "00000000-0000-0000-0000-000000000000",
            "uri", "https://example.org/",
            "email", "a@example.org");

    private final JsonNode root;

    private MinimalJson(JsonNode root) {
        this.root = root;
    }

    static String of(String schema) {
        JsonNode root = MAPPER.readTree(schema);
        return new MinimalJson(root).value(root).toString();
    }

    private JsonNode value(JsonNode schema) {
        if (schema.has("$ref")) {
            return value(root.at(schema.get("$ref").asString().substring(1)));
        }
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(0);
        }
        for (String choice : new String[] {"anyOf", "oneOf"}) {
            if (schema.has(choice)) {
                return value(schema.get(choice).get(0));
            }
        }
        JsonNode type = schema.path("type");
        return switch (type.isArray() ? type.get(0).asString() : type.asString("object")) {
            case "string" -> NODES.stringNode(text(schema));
            case "integer" -> NODES.numberNode((long) Math.ceil(least(schema)));
            case "number" -> NODES.numberNode(least(schema));
            case "boolean" -> NODES.booleanNode(false);
            case "array" -> array(schema);
            case "null" -> NODES.nullNode();
            default -> object(schema);
        };
    }

    private static String text(JsonNode schema) {
        String known = FORMATS.get(schema.path("format").asString(""));
        return known != null
                ? known
                : "a".repeat(Math.max(1, schema.path("minLength").asInt(1)));
    }

    private static double least(JsonNode schema) {
        if (schema.has("minimum")) {
            return schema.get("minimum").asDouble();
        }
        if (schema.has("exclusiveMinimum")) {
            return schema.get("exclusiveMinimum").asDouble() + 1;
        }
        double most = Math.min(
                schema.path("maximum").asDouble(0),
                schema.path("exclusiveMaximum").asDouble(1) - 1);
        return Math.min(0, most);
    }

    private ArrayNode array(JsonNode schema) {
        ArrayNode items = NODES.arrayNode();
        for (int i = 0; i < schema.path("minItems").asInt(0); i++) {
            items.add(value(schema.path("items")));
        }
        return items;
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = NODES.objectNode();
        schema.path("required")
                .forEach(name -> object.set(
                        name.asString(), value(schema.path("properties").path(name.asString()))));
        return object;
    }
}
