package dev.glmagent.tool.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.JsonNode;

/**
 * The keywords that concern strings.
 *
 * @param length in code points
 * @param conditions the rest, as patterns and formats
 */
record TextCheck(CountRange length, List<Predicate<String>> conditions) implements StreamCheck {

    /** The one format of the validator's own that our schemas use. */
    static final String EMAIL = "email";

    /** Addresses as people have them; on others the validator decides. */
    private static final Pattern PLAIN_EMAIL = Pattern.compile(
            "[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\\.)+(?:com|cn|net|org|edu|gov|io)");

    private static final int PLAIN_LENGTH = 60;

    TextCheck {
        conditions = List.copyOf(conditions);
    }

    static TextCheck of(JsonNode schema, @Nullable Set<JsonNode> values) {
        List<Predicate<String>> conditions = new ArrayList<>();
        if (values != null) {
            conditions.add(values.stream()
                    .filter(JsonNode::isString)
                    .map(JsonNode::asString)
                    .collect(Collectors.toSet())::contains);
        }
        if (schema.has("pattern")) {
            conditions.add(pattern(schema.path("pattern").asString()));
        }
        if (schema.path("format").asString("").equals(EMAIL)) {
            conditions.add(text ->
                    text.length() <= PLAIN_LENGTH && PLAIN_EMAIL.matcher(text).matches());
        }
        TextType.named(schema.path("format").asString("")).ifPresent(format -> conditions.add(format::fits));
        return new TextCheck(CountRange.of(schema, "Length"), conditions);
    }

    /** Java's {@code $} lets a line end follow, that of JSON Schema does not: the validator decides on such texts. */
    private static Predicate<String> pattern(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return text -> !endsWithLineEnd(text) && pattern.matcher(text).find();
    }

    private static boolean endsWithLineEnd(String text) {
        return !text.isEmpty() && "\n\r\u0085\u2028\u2029".indexOf(text.charAt(text.length() - 1)) >= 0;
    }

    /** A text that may be anything is not even decoded. */
    @Override
    public boolean fits(JsonParser parser) {
        return (conditions.isEmpty() && length.holdsAll()) || fits(parser.getString());
    }

    boolean fits(String text) {
        if (!length.holds(text.codePointCount(0, text.length()))) {
            return false;
        }
        for (int i = 0; i < conditions.size(); i++) { // an iterator would be garbage
            if (!conditions.get(i).test(text)) {
                return false;
            }
        }
        return true;
    }
}
