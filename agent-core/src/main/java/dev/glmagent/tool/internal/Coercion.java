package dev.glmagent.tool.internal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BigIntegerNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * For tools that ask for it: puts values of the wrong JSON type right where nothing is lost, before anything is checked.
 * What it is not sure of it leaves alone, for the check to refuse.
 */
final class Coercion {

    /** As JSON writes numbers; so short that none of them takes long to compute with. */
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,30})(?:\\.[0-9]{1,30})?");

    private final JsonNode root;

    private Coercion(JsonNode root) {
        this.root = root;
    }

    /** The body as it is, or behind a coercion when the tool asks for it. */
    static CheckedTool.Body before(Conduct conduct, ParametersSchema schema, CheckedTool.Body body) {
        if (!conduct.coerce()) {
            return body;
        }
        Coercion coercion = new Coercion(ToolJson.MAPPER.readTree(schema.json()));
        return (arguments, context) -> body.run(coercion.apply(arguments), context);
    }

    private String apply(String arguments) {
        if (arguments.length() > ToolJson.MAX_LENGTH) {
            return arguments;
        }
        try {
            JsonNode node = ToolJson.MAPPER.readTree(arguments);
            return coerced(node, root).toString();
        } catch (JacksonException malformed) {
            return arguments; // the check says what is wrong with it
        }
    }

    private JsonNode coerced(JsonNode value, JsonNode schema) {
        List<JsonNode> candidates = new ArrayList<>();
        addPlain(schema, value, candidates, new HashSet<>());
        for (JsonNode candidate : candidates) {
            if (types(candidate).contains(kind(value))) {
                descend(value, candidate);
                return value;
            }
        }
        for (JsonNode candidate : candidates) {
            for (String type : types(candidate)) {
                JsonNode other = scalar(value, type);
                if (!other.equals(value)) {
                    return other;
                }
            }
        }
        return value;
    }

    /** The schemas a value may fit: behind references, and of several alternatives those that it does not contradict. */
    private void addPlain(JsonNode schema, JsonNode value, List<JsonNode> plain, Set<String> followed) {
        String reference = schema.path("$ref").asString("");
        if (reference.startsWith("#") && followed.add(reference)) {
            addPlain(root.at(reference.substring(1)), value, plain, followed);
        }
        for (JsonNode alternative : schema.path("anyOf")) {
            if (!contradicts(value, alternative)) {
                addPlain(alternative, value, plain, followed);
            }
        }
        if (schema.has("type")) {
            plain.add(schema);
        }
    }

    private static boolean contradicts(JsonNode value, JsonNode alternative) {
        return alternative.path("properties").properties().stream()
                .filter(property -> property.getValue().has("const"))
                .anyMatch(property -> !property.getValue().get("const").equals(value.get(property.getKey())));
    }

    private void descend(JsonNode value, JsonNode schema) {
        if (value instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode of = schema.path("properties").path(name);
                object.set(
                        name, coerced(object.get(name), of.isMissingNode() ? schema.path("additionalProperties") : of));
            }
        } else if (value instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, coerced(array.get(i), schema.path("items")));
            }
        }
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isArray() ? type.valueStream().map(JsonNode::asString).toList() : List.of(type.asString(""));
    }

    /** A whole number counts as integer here only when it is written as one; {@code 12.0} is put right below. */
    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "object";
            case ARRAY -> "array";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NULL -> "null";
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            default -> "";
        };
    }

    private static JsonNode scalar(JsonNode value, String type) {
        boolean number = type.equals("integer") || type.equals("number");
        if (number && (value.isString() || value.isNumber())) {
            String text = value.isString() ? value.asString().strip() : value.toString();
            return NUMBER.matcher(text).matches() ? number(value, new BigDecimal(text), type) : value;
        }
        if (type.equals("boolean") && value.isString()) {
            return switch (value.asString().strip()) {
                case "true" -> BooleanNode.TRUE;
                case "false" -> BooleanNode.FALSE;
                default -> value;
            };
        }
        return value;
    }

    private static JsonNode number(JsonNode value, BigDecimal number, String type) {
        if (type.equals("number")) {
            return value.isNumber() ? value : DecimalNode.valueOf(number);
        }
        return number.stripTrailingZeros().scale() <= 0 ? BigIntegerNode.valueOf(number.toBigIntegerExact()) : value;
    }
}
