package dev.glmagent.tool.internal;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Which schemas {@link SchemaCompiler} understands: their keywords, and those used as they are meant. */
final class SchemaKeywords {

    /** Say nothing about values. */
    private static final Set<String> NOTES =
            Set.of("title", "description", "default", "examples", "$comment", "deprecated", "$defs");

    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");

    private SchemaKeywords() {}

    /** The keywords that say something about values. */
    static Set<String> of(JsonNode schema) {
        Set<String> keywords = new HashSet<>(schema.propertyNames());
        keywords.removeAll(NOTES);
        return keywords;
    }

    static boolean areUnderstood(JsonNode schema) {
        return schema.isObject()
                && of(schema).stream().allMatch(keyword -> isUnderstood(keyword, schema.path(keyword)))
                && !(schema.has("enum") && schema.has("const"))
                && (!schema.has("contentEncoding")
                        || schema.path("pattern").asString("").equals(JavaTypes.BASE64));
    }

    private static boolean isUnderstood(String keyword, JsonNode value) {
        return switch (keyword) {
            case "type" ->
                (value.isArray() ? value.valueStream() : Stream.of(value))
                        .allMatch(type -> type.isString() && TYPES.contains(type.asString()));
            case "enum" -> value.isArray() && value.valueStream().allMatch(SchemaKeywords::isPlainValue);
            case "const" -> isPlainValue(value);
            case "properties" -> value.isObject();
            case "required" -> value.isArray() && value.valueStream().allMatch(JsonNode::isString);
            case "items", "additionalProperties" -> value.isObject() || value.isBoolean();
            case "propertyNames" -> areUnderstood(value);
            case "minProperties", "maxProperties", "minItems", "maxItems", "minLength", "maxLength" -> value.isInt();
            case "uniqueItems" -> value.isBoolean();
            case "pattern" -> value.isString() && isPattern(value.asString());
            case "format" -> value.isString() && isFormat(value.asString());
            // Says the same as the pattern that ours has beside it.
            case "contentEncoding" -> value.asString("").equals("base64");
            case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum" -> NumberBounds.isPlain(value);
            default -> false;
        };
    }

    private static boolean isPlainValue(JsonNode value) {
        return value.isString() || value.isBoolean() || value.isNull() || value.isInt() || value.isLong();
    }

    private static boolean isPattern(String pattern) {
        try {
            Pattern.compile(pattern);
            return true;
        } catch (PatternSyntaxException notJava) {
            return false;
        }
    }

    private static boolean isFormat(String format) {
        return format.equals(TextCheck.EMAIL)
                || TextType.named(format).isPresent()
                || NumberType.named(format).isPresent();
    }
}
