package dev.glmagent.tool.internal;

import com.networknt.schema.Error;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Words a schema violation for a model: JSON path, what was expected, what came. The validator's own texts are for
 * people who know JSON Schema; they serve for the keywords that are rare.
 */
final class ProblemText {

    /** Longer values are cut; the model knows what it wrote. */
    private static final int SHOWN = 60;

    private ProblemText() {}

    static String of(Error error) {
        String path = error.getInstanceLocation().toString();
        JsonNode expected = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> path + ": the required field \"" + error.getProperty() + "\" is missing";
            case "additionalProperties" -> path + ": unknown field \"" + error.getProperty() + "\"";
            case "type" -> path + ": expected " + types(expected) + ", got " + kind(error.getInstanceNode());
            case "const" -> path + ": expected " + expected + ", got " + shown(error.getInstanceNode());
            case "enum" -> path + ": expected one of " + list(expected) + ", got " + shown(error.getInstanceNode());
            case "format" -> path + ": " + format(expected.asString(), error.getInstanceNode());
            default -> path + ": " + error.getMessage();
        };
    }

    private static String types(JsonNode types) {
        return types.isArray()
                ? types.valueStream().map(JsonNode::asString).collect(Collectors.joining(" or "))
                : types.asString();
    }

    private static String kind(JsonNode node) {
        String kind = node.getNodeType().name().toLowerCase(Locale.ROOT);
        return node.isValueNode() && !node.isNull() ? kind + " " + shown(node) : kind;
    }

    private static String list(JsonNode values) {
        return values.valueStream().map(JsonNode::toString).collect(Collectors.joining(", "));
    }

    private static String format(String format, JsonNode value) {
        if (value.isNumber()) {
            return shown(value) + " is out of range of " + format;
        }
        String example = TextType.named(format)
                .map(text -> " (for example " + text.example() + ")")
                .orElse("");
        return "expected format " + format + example + ", got " + shown(value);
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
