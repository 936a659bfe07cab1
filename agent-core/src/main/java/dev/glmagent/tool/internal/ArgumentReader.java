package dev.glmagent.tool.internal;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/** Makes sure that the text a model wrote is arguments that fit the tool's schema. */
final class ArgumentReader {

    /** What follows the value is looked at here, for a text that a model understands. */
    private static final ObjectReader ONE_VALUE =
            ToolJson.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String tool;
    private final ParametersSchema schema;
    private final SchemaCheck check;
    private final Set<String> optional;

    /** @param optional parameters that may be null, which means left out */
    ArgumentReader(String tool, ParametersSchema schema, Set<String> optional) {
        this.tool = tool;
        this.schema = schema;
        this.check = new SchemaCheck(schema, optional);
        this.optional = Set.copyOf(optional);
    }

    /**
     * Checks the arguments.
     *
     * @return one JSON object that fits; optional parameters may be null in it
     * @throws BadArgumentsException with all that is wrong
     */
    String checked(String text) {
        if (text.length() <= ToolJson.MAX_LENGTH && check.surelyFits(text)) {
            return text;
        }
        ObjectNode arguments = parse(text);
        // Models write null for what they leave out; for a required parameter it stays and is reported.
        optional.forEach(name -> {
            if (arguments.path(name).isNull()) {
                arguments.remove(name);
            }
        });
        List<String> problems = check.problems(arguments);
        if (!problems.isEmpty()) {
            throw bad(problems);
        }
        JsonNode readable = Coercion.wholeNumbers(arguments, schema.node());
        return readable.equals(arguments) && !arguments.isEmpty() ? text : readable.toString();
    }

    private ObjectNode parse(String text) {
        if (text.isBlank()) {
            return ToolJson.MAPPER.createObjectNode();
        }
        if (text.length() > ToolJson.MAX_LENGTH) {
            throw bad(List.of("$: " + text.length() + " characters, at most " + ToolJson.MAX_LENGTH + " are read"));
        }
        JsonNode node = parseOne(text);
        // A model that has no arguments to give writes "null" as often as "{}".
        if (node.isNull()) {
            return ToolJson.MAPPER.createObjectNode();
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw bad(List.of("$: expected an object, got " + kindOf(node)));
    }

    private JsonNode parseOne(String text) {
        try (JsonParser parser = ToolJson.MAPPER.createParser(text)) {
            JsonNode node = ONE_VALUE.readTree(parser);
            if (parser.nextToken() != null) {
                throw malformed("one JSON object expected, but more follows it" + at(parser.currentTokenLocation()));
            }
            return node;
        } catch (JacksonException e) {
            throw malformed("not JSON: " + e.getOriginalMessage() + at(e.getLocation()));
        } catch (NumberFormatException e) { // Jackson lets the one of BigDecimal through
            throw malformed("a number has an exponent that no number type can hold");
        }
    }

    private BadArgumentsException malformed(String what) {
        return bad(List.of("$: " + what, "the arguments have to fit " + schema.json()));
    }

    private static String kindOf(JsonNode node) {
        return node.isMissingNode() ? "nothing" : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static String at(@Nullable TokenStreamLocation location) {
        return location == null ? "" : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")";
    }

    /** For the binder: the schema let it through, but the Java type says no. */
    BadArgumentsException bad(List<String> problems) {
        return new BadArgumentsException(tool, problems);
    }
}
