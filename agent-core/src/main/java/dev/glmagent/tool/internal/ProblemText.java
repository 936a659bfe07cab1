package dev.glmagent.tool.internal;

import com.networknt.schema.Error;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Words a schema violation for a model: JSON path, what was expected, what came. The validator's own texts are for
 * people who know JSON Schema; they serve for the keywords that are rare.
 */
final class ProblemText {

    /** Longer values are cut; the model knows what it wrote. */
    private static final int SHOWN = 60;

    private static final Map<String, String> FORMAT_EXAMPLES = Map.of(
            "date", "2026-11-23",
            "date-time", "2026-11-23T08:00:00Z",
            "time", "08:00:00",
            "duration", "PT1H30M",
            "uuid", "123e4567-e89b-12d3-a456-426614174000",
            "email", "name@example.org");

    private ProblemText() {}

    static String of(Error error) {
        String path = error.getInstanceLocation().toString();
        JsonNode expected = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> path + ": the required field \"" + error.getProperty() + "\" is missing";
            case "additionalProperties" -> path + ": unknown field \"" + error.getProperty() + "\"";
            case "type" -> path + ": expected " + types(expected) + ", got " + kind(error.getInstanceNode());
            case "enum" -> path + ": expected one of " + list(expected) + ", got " + shown(error.getInstanceNode());
            case "format" ->
                path + ": expected format " + expected.asString() + example(expected.asString()) + ", got "
                        + shown(error.getInstanceNode());
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

    private static String example(String format) {
        String example = FORMAT_EXAMPLES.get(format);
        return example == null ? "" : " (for example " + example + ")";
    }

    private static String shown(JsonNode node) {
        String text = node.toString();
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
