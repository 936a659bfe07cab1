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
 * Puts values of the wrong JSON type right where nothing is lost. For tools that ask for it, texts too, before anything is
 * checked; for all others only whole numbers that are written as {@code 12.0}, which fit an integer by JSON Schema's rules
 * and not by Java's. What it is not sure of it leaves alone.
 */
final class Coercion {

    /** As JSON writes numbers; so short that none of them takes long to compute with. */
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,30})(?:\\.[0-9]{1,30})?");

    /** More digits are no number that a tool was meant to get, and rounding 1e1000000000 takes for ever. */
    private static final int MAX_SCALE = 30;

    private final JsonNode root;
    private final boolean texts;

    private Coercion(JsonNode root, boolean texts) {
        this.root = root;
        this.texts = texts;
    }

    /** Arguments that fit the schema, with whole numbers as Java reads them. */
    static JsonNode wholeNumbers(JsonNode arguments, JsonNode schema) {
        return new Coercion(schema, false).coerced(arguments.deepCopy(), schema);
    }

    /** The body as it is, or behind a coercion when the tool asks for it. */
    static CheckedTool.Body before(Conduct conduct, ParametersSchema schema, CheckedTool.Body body) {
        if (!conduct.coerce()) {
            return body;
        }
        Coercion coercion = new Coercion(schema.node(), true);
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
        List<JsonNode> fitting = candidates.stream()
                .filter(candidate -> types(candidate).contains(kind(value)))
                .toList();
        if (!fitting.isEmpty()) {
            if (fitting.size() == 1) {
                descend(value, fitting.get(0));
            }
            return value;
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

    /** A whole number counts as integer here only when it is written as one; others are put right below. */
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

    private JsonNode scalar(JsonNode value, String type) {
        if (value.isNumber()) {
            return type.equals("integer") ? whole(value, value.decimalValue()) : value;
        } else if (!texts || !value.isString()) {
            return value;
        }
        String text = value.asString().strip();
        if (type.equals("boolean")) {
            return text.equals("true") ? BooleanNode.TRUE : text.equals("false") ? BooleanNode.FALSE : value;
        } else if (!NUMBER.matcher(text).matches()) {
            return value;
        }
        BigDecimal number = new BigDecimal(text);
        return switch (type) {
            case "integer" -> whole(value, number);
            case "number" -> DecimalNode.valueOf(number);
            default -> value;
        };
    }

    private static JsonNode whole(JsonNode value, BigDecimal number) {
        boolean whole = Math.abs(number.scale()) <= MAX_SCALE
                && number.stripTrailingZeros().scale() <= 0;
        return whole ? BigIntegerNode.valueOf(number.toBigIntegerExact()) : value;
    }
}
