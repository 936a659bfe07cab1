package dev.glmagent.tool.internal;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts the discriminator into the schemas of a sealed type's kinds. While a schema is generated a kind is only marked: a
 * kind that holds its own sealed type is not finished yet, and where it stands on its own it has no discriminator.
 */
final class KindSchemas {

    private static final String MARK = "x-kind";
    private static final String OF = "x-of";

    private final ObjectNode root;

    private KindSchemas(ObjectNode root) {
        this.root = root;
    }

    /** Stands for a kind until {@link #resolve}. */
    static ObjectNode mark(String name, ObjectNode reference) {
        ObjectNode marked = ToolJson.MAPPER.createObjectNode().put(MARK, name);
        marked.set(OF, reference);
        return marked;
    }

    /** Replaces what was marked in a whole schema, and drops definitions that nothing refers to any more. */
    static void resolve(ObjectNode root) {
        KindSchemas kinds = new KindSchemas(root);
        if (kinds.replaceMarked(root)) {
            kinds.dropUnused();
        }
    }

    private boolean replaceMarked(JsonNode node) {
        boolean replaced = false;
        if (node instanceof ObjectNode object && object.has(MARK)) {
            String name = object.path(MARK).asString();
            JsonNode of = object.path(OF);
            JsonNode plain = of.has("$ref") ? target(of).deepCopy() : of;
            object.removeAll();
            object.setAll(withDiscriminator(plain, name));
            replaced = true;
        }
        for (JsonNode child : List.copyOf(node.values())) {
            replaced |= replaceMarked(child);
        }
        return replaced;
    }

    private JsonNode target(JsonNode reference) {
        return root.at(reference.path("$ref").asString().substring(1));
    }

    private static ObjectNode withDiscriminator(JsonNode plain, String name) {
        ObjectNode schema = ToolJson.MAPPER.createObjectNode();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject(SealedTypes.DISCRIMINATOR).put("const", name);
        plain.path("properties").properties().forEach(entry -> properties.set(entry.getKey(), entry.getValue()));
        ArrayNode required = schema.putArray("required").add(SealedTypes.DISCRIMINATOR);
        plain.path("required").forEach(required::add);
        schema.put("additionalProperties", false);
        return schema;
    }

    private void dropUnused() {
        if (root.get("$defs") instanceof ObjectNode definitions) {
            Set<String> used = new HashSet<>();
            ObjectNode rest = root.deepCopy();
            rest.remove("$defs");
            collect(rest, definitions, used);
            definitions.retain(used);
            if (definitions.isEmpty()) {
                root.remove("$defs");
            }
        }
    }

    private static void collect(JsonNode node, ObjectNode definitions, Set<String> used) {
        String reference = node.path("$ref").asString("");
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        if (reference.startsWith("#/$defs/") && used.add(name)) {
            collect(definitions.path(name), definitions, used);
        }
        node.values().forEach(child -> collect(child, definitions, used));
    }
}
