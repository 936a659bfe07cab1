package dev.glmagent.tool.internal;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every way to spoil a fitting value that the schema forbids, each with the path at which it has to be reported. */
final class SchemaMutations {

    /** A spoiled copy and where it is spoiled. */
    record Mutation(String what, String path, JsonNode value) {}

    private final JsonNode root;
    private final JsonNode value;
    private final List<Mutation> mutations = new ArrayList<>();

    private SchemaMutations(JsonNode root, JsonNode value) {
        this.root = root;
        this.value = value;
    }

    static List<Mutation> of(JsonNode schema, JsonNode value) {
        SchemaMutations all = new SchemaMutations(schema, value);
        all.walk(schema, value, "", "$");
        return all.mutations;
    }

    private void walk(JsonNode schema, JsonNode node, String pointer, String path) {
        if (schema.has("$ref")) {
            walk(root.at(schema.path("$ref").asString().substring(1)), node, pointer, path);
            return;
        }
        if (!pointer.isEmpty() && !schema.has("anyOf") && schema.has("type")) {
            spoilScalar(schema, pointer, path);
        }
        if (schema.has("anyOf")) {
            spoil("no alternative", pointer, path, ToolJson.MAPPER.createArrayNode());
        } else if (node.isObject() && schema.path("type").asString("").equals("object")) {
            walkObject(schema, node, pointer, path);
        } else if (node.isArray()) {
            if (schema.path("uniqueItems").asBoolean(false) && !node.isEmpty()) {
                spoil("twice the same", pointer, path, ((ArrayNode) node.deepCopy()).add(node.path(0)));
            }
            for (int i = 0; i < node.size(); i++) {
                walk(schema.path("items"), node.path(i), pointer + "/" + i, path + "[" + i + "]");
            }
        }
    }

    private void walkObject(JsonNode schema, JsonNode node, String pointer, String path) {
        for (JsonNode required : schema.path("required")) {
            ObjectNode copy = (ObjectNode) value.deepCopy();
            ((ObjectNode) copy.at(pointer)).remove(required.asString());
            mutations.add(new Mutation("missing " + required.asString(), path, copy));
        }
        if (schema.path("additionalProperties").isBoolean()) {
            ObjectNode copy = (ObjectNode) value.deepCopy();
            ((ObjectNode) copy.at(pointer)).put("toolContext", 1);
            mutations.add(new Mutation("unknown field", path, copy));
        }
        node.properties().forEach(entry -> {
            String key = entry.getKey();
            JsonNode below = schema.path("properties").has(key)
                    ? schema.path("properties").path(key)
                    : schema.path("additionalProperties");
            boolean plain = key.matches("[A-Za-z_][A-Za-z0-9_]*");
            walk(below, entry.getValue(), pointer + "/" + key, path + (plain ? "." + key : "['" + key + "']"));
        });
    }

    private void spoilScalar(JsonNode schema, String pointer, String path) {
        List<String> types = schema.path("type").isArray()
                ? schema.path("type").valueStream().map(JsonNode::asString).toList()
                : List.of(schema.path("type").asString());
        if (!types.contains("null")) {
            spoil("null", pointer, path, ToolJson.MAPPER.nullNode());
        }
        if (!types.contains("string")) {
            spoil("text", pointer, path, ToolJson.MAPPER.valueToTree("12"));
        } else if (schema.has("format") || schema.has("enum") || schema.has("pattern")) {
            spoil("other text", pointer, path, ToolJson.MAPPER.valueToTree("~no such thing~"));
        }
        if (!types.contains("array")) {
            spoil("array", pointer, path, ToolJson.MAPPER.createArrayNode());
        }
        if (types.contains("integer")) {
            spoil("fraction", pointer, path, ToolJson.MAPPER.valueToTree(3.9));
            if (!schema.path("format").asString("").isEmpty() || schema.has("maximum")) {
                spoil("too large", pointer, path, ToolJson.MAPPER.readTree("99999999999999999999"));
            }
        }
        if (schema.path("format").asString("").equals("double")) {
            spoil("infinite", pointer, path, ToolJson.MAPPER.readTree("1e400"));
        }
    }

    private void spoil(String what, String pointer, String path, JsonNode wrong) {
        JsonNode copy = value.deepCopy();
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = copy.at(pointer.substring(0, slash));
        String last = pointer.substring(slash + 1);
        if (parent instanceof ObjectNode object) {
            object.set(last, wrong);
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(last), wrong);
        }
        mutations.add(new Mutation(what, path, copy));
    }
}
