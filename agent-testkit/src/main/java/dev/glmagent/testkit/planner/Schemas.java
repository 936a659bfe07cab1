package dev.glmagent.testkit.planner;

import java.util.List;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the few words of JSON Schema that tools use. */
final class Schemas {

    /** References that lead in a circle end here. */
    private static final int MAX_STEPS = 10;

    private Schemas() {}

    /** Follows references into {@code $defs} and unwraps "this or null", keeping the outer description. */
    static JsonNode resolve(JsonNode schema, JsonNode root) {
        JsonNode current = schema;
        String description = schema.path("description").stringValue("");
        for (int step = 0; step < MAX_STEPS; step++) {
            JsonNode inner = inner(current, root);
            if (inner.equals(current)) {
                break;
            }
            current = inner;
        }
        if (!description.isEmpty() && current instanceof ObjectNode object) {
            return object.deepCopy().put("description", description);
        }
        return current;
    }

    private static JsonNode inner(JsonNode schema, JsonNode root) {
        String reference = schema.path("$ref").stringValue("");
        if (reference.startsWith("#/")) {
            return root.at(JsonPointer.compile(reference.substring(1)));
        }
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            for (JsonNode option : schema.path(choice).values()) {
                if (!type(option).equals("null")) {
                    return option;
                }
            }
        }
        return schema;
    }

    /** The type that is not null, or empty when the schema names none. */
    static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            return type.values().stream()
                    .map(each -> each.stringValue(""))
                    .filter(each -> !each.equals("null"))
                    .findFirst()
                    .orElse("null");
        }
        return type.stringValue(schema.path("properties").isObject() ? "object" : "");
    }

    /** Whether a value is of a schema's type; the finer rules are the tool's business. */
    static boolean typeFits(JsonNode value, JsonNode schema) {
        return switch (type(schema)) {
            case "string" -> value.isString();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> true;
        };
    }
}
