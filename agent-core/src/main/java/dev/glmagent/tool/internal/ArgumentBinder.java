package dev.glmagent.tool.internal;

import dev.glmagent.tool.ToolContext;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/** From the text a model wrote to the values a method takes: parse, check against the schema, bind. */
final class ArgumentBinder {

    /** What follows the value is looked at here, for a text that a model understands. */
    private static final ObjectReader ONE_VALUE =
            ToolJson.MAPPER.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final String tool;
    private final List<ToolParameter> parameters;
    private final List<JavaType> types;
    private final ParametersSchema schema;

    ArgumentBinder(String tool, List<ToolParameter> parameters, ParametersSchema schema) {
        this.tool = tool;
        this.parameters = List.copyOf(parameters);
        this.types = parameters.stream()
                .map(parameter -> ToolJson.MAPPER.constructType(parameter.type()))
                .toList();
        this.schema = schema;
    }

    @Nullable Object[] bind(String text, ToolContext context) {
        ObjectNode arguments = parse(text);
        dropNullsOfOptionalParameters(arguments);
        List<String> problems = schema.problems(arguments);
        if (!problems.isEmpty()) {
            throw bad(problems);
        }
        @Nullable Object[] values = new Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            ToolParameter parameter = parameters.get(i);
            values[i] = parameter.kind() == ToolParameter.Kind.CONTEXT
                    ? context
                    : parameter.wrap(value(arguments.get(parameter.name()), parameter, types.get(i)));
        }
        return values;
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

    /** Models write null for what they leave out; for a required parameter it stays and is reported. */
    private void dropNullsOfOptionalParameters(ObjectNode arguments) {
        for (ToolParameter parameter : parameters) {
            JsonNode value = arguments.get(parameter.name());
            if (!parameter.required() && value != null && value.isNull()) {
                arguments.remove(parameter.name());
            }
        }
    }

    private @Nullable Object value(@Nullable JsonNode given, ToolParameter parameter, JavaType type) {
        JsonNode node = given == null ? parameter.defaultValue() : given;
        if (node == null) {
            return null;
        }
        try {
            return ToolJson.MAPPER.readerFor(type).readValue(node);
        } catch (JacksonException e) {
            // The schema let it through but the type says no, as a date that no calendar has.
            throw bad(List.of("$." + parameter.name() + ": " + e.getOriginalMessage()));
        }
    }

    private BadArgumentsException bad(List<String> problems) {
        return new BadArgumentsException(tool, problems);
    }
}
