package dev.glmagent.tool.internal;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;

/**
 * Makes a {@link StreamCheck} of a schema. A part that it does not understand becomes a check that is never sure, so
 * that only the calls with values for that part go the slower way.
 */
final class SchemaCompiler {

    private static final StreamCheck NEVER_SURE = parser -> false;

    /** Aims at its target only after it was handed out: a schema may refer to itself. */
    private static final class Reference implements StreamCheck {

        private StreamCheck target = NEVER_SURE;

        @Override
        public boolean fits(JsonParser parser) {
            return target.fits(parser);
        }
    }

    private final JsonNode root;
    private final Map<String, Reference> references = new HashMap<>();

    /** For any JSON at all; it still looks for names given twice, however deep. */
    private final Reference anything = new Reference();

    private SchemaCompiler(JsonNode root) {
        this.root = root;
        this.anything.target = typed(ToolJson.MAPPER.createObjectNode(), Set.of());
    }

    /**
     * Compiles a whole schema.
     *
     * @param schema JSON Schema 2020-12
     * @param optional properties of the outermost object that may be null, whatever the schema says
     */
    static StreamCheck compile(JsonNode schema, Set<String> optional) {
        SchemaCompiler compiler = new SchemaCompiler(schema);
        return SchemaKeywords.areUnderstood(schema) ? compiler.typed(schema, optional) : compiler.check(schema);
    }

    private StreamCheck check(JsonNode schema) {
        if (schema.isBoolean()) {
            return schema.booleanValue() ? anything : NEVER_SURE;
        }
        Set<String> keywords = SchemaKeywords.of(schema);
        if (keywords.equals(Set.of("$ref"))) {
            return reference(schema.path("$ref").asString(""));
        } else if (keywords.equals(Set.of("anyOf"))) {
            return new AnyOfCheck(
                    schema.path("anyOf").valueStream().map(this::check).toList());
        }
        return SchemaKeywords.areUnderstood(schema) ? typed(schema, Set.of()) : NEVER_SURE;
    }

    private StreamCheck reference(String pointer) {
        Reference known = references.get(pointer);
        if (known != null) {
            return known;
        }
        Reference reference = new Reference();
        references.put(pointer, reference);
        if (pointer.startsWith("#/$defs/")) {
            reference.target = check(root.at(pointer.substring(1)));
        }
        return reference;
    }

    private TypedCheck typed(JsonNode schema, Set<String> optional) {
        Set<JsonNode> values = values(schema);
        boolean whole = allows(schema, "integer");
        boolean fractions = allows(schema, "number");
        return new TypedCheck(
                allows(schema, "object") && values == null ? object(schema, optional) : null,
                allows(schema, "array") && values == null ? array(schema) : null,
                allows(schema, "string") ? TextCheck.of(schema, values) : null,
                whole || fractions ? NumberCheck.of(schema, fractions, values) : null,
                allows(schema, "boolean") && (values == null || values.contains(BooleanNode.TRUE)),
                allows(schema, "boolean") && (values == null || values.contains(BooleanNode.FALSE)),
                allows(schema, "null") && (values == null || values.contains(NullNode.getInstance())));
    }

    private static boolean allows(JsonNode schema, String type) {
        JsonNode types = schema.path("type");
        return types.isMissingNode()
                || types.asString("").equals(type)
                || types.valueStream().anyMatch(one -> one.asString().equals(type));
    }

    /** The only values that fit, or null when there is no such list. */
    private static @Nullable Set<JsonNode> values(JsonNode schema) {
        if (schema.has("const")) {
            return Set.of(schema.path("const"));
        }
        return schema.has("enum") ? schema.path("enum").valueStream().collect(Collectors.toSet()) : null;
    }

    private ArrayCheck array(JsonNode schema) {
        return new ArrayCheck(
                schema.has("items") ? check(schema.path("items")) : anything,
                schema.path("uniqueItems").asBoolean(false),
                CountRange.of(schema, "Items"));
    }

    private ObjectCheck object(JsonNode schema, Set<String> optional) {
        StreamCheck others = schema.has("additionalProperties") ? check(schema.path("additionalProperties")) : anything;
        Map<String, ObjectCheck.Property> properties = new HashMap<>();
        Set<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).collect(Collectors.toSet());
        schema.path("properties").properties().forEach(entry -> {
            StreamCheck value = check(entry.getValue());
            boolean leftOut = optional.contains(entry.getKey());
            properties.put(
                    entry.getKey(),
                    new ObjectCheck.Property(
                            properties.size(), required.contains(entry.getKey()), leftOut ? orNull(value) : value));
        });
        for (String name : required) {
            properties.putIfAbsent(name, new ObjectCheck.Property(properties.size(), true, others));
        }
        return new ObjectCheck(
                properties,
                required.size(),
                others,
                schema.has("propertyNames") ? typed(schema.path("propertyNames"), Set.of()) : null,
                CountRange.of(schema, "Properties"));
    }

    private static StreamCheck orNull(StreamCheck check) {
        return parser -> parser.currentToken() == JsonToken.VALUE_NULL || check.fits(parser);
    }
}
