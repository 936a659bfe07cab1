package dev.glmagent.tool.internal;

import dev.glmagent.chat.ToolSpec;
import dev.glmagent.tool.InvalidToolException;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolDefinitionBuilder.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/** Turns lambdas into tools. */
public final class LambdaTools {

    /** Looks for deserializers at the first call, not when the tool is made. */
    private static final ObjectReader RECORDS = ToolJson.MAPPER
            .reader()
            .without(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .without(DeserializationFeature.EAGER_DESERIALIZER_FETCH);

    private LambdaTools() {}

    /**
     * A tool whose parameters are the components of a record.
     *
     * @param name its name
     * @param description what it does
     * @param conduct how it wants to be run
     * @param parameters the record
     * @param code what it runs
     * @param <A> the record
     * @return the tool
     */
    public static <A> ToolDefinition of(
            String name, String description, Conduct conduct, Class<A> parameters, Code<A> code) {
        String source = "tool \"" + name + "\"";
        List<String> problems = new ArrayList<>();
        ToolNames.check(name, description, source, problems);
        ParametersSchema schema = ParametersSchema.of(parameters);
        Lint.check(source, schema, problems);
        new ComponentCheck(source, problems).check(parameters);
        throwIfAny(problems);
        ArgumentReader reader = new ArgumentReader(name, schema, Set.of());
        ObjectReader record = RECORDS.forType(parameters);
        return new CheckedTool(
                new ToolSpec(name, description, schema.json()),
                source,
                Object.class,
                conduct,
                Coercion.before(
                        conduct,
                        schema,
                        (json, context) -> code.run(parameters.cast(bind(reader, json, record)), context)));
    }

    /**
     * A tool with a schema of its own.
     *
     * @param spec how it is offered
     * @param conduct how it wants to be run
     * @param code what it runs
     * @return the tool
     */
    public static ToolDefinition of(ToolSpec spec, Conduct conduct, Code<String> code) {
        String source = "tool \"" + spec.name() + "\"";
        List<String> problems = new ArrayList<>();
        ToolNames.check(spec.name(), spec.description(), source, problems);
        ParametersSchema schema = parse(spec.parameters(), source, problems);
        throwIfAny(problems);
        ArgumentReader reader = new ArgumentReader(spec.name(), schema, Set.of());
        return new CheckedTool(
                spec,
                source,
                Object.class,
                conduct,
                Coercion.before(conduct, schema, (json, context) -> code.run(reader.checked(json), context)));
    }

    private static Object bind(ArgumentReader reader, String json, ObjectReader record) {
        String checked = reader.checked(json);
        try {
            return record.readValue(checked);
        } catch (JacksonException e) {
            throw reader.bad(List.of("$: " + e.getOriginalMessage()));
        }
    }

    private static ParametersSchema parse(String schema, String source, List<String> problems) {
        String problem;
        try {
            JsonNode node = ToolJson.MAPPER.readTree(schema);
            if (node instanceof ObjectNode object
                    && node.path("type").asString("").equals("object")) {
                return ParametersSchema.of(object);
            }
            problem = "is not of type object";
        } catch (JacksonException e) {
            problem = "is not JSON: " + e.getOriginalMessage();
        }
        problems.add(source + ": its schema " + problem + ". Fix: a JSON Schema that begins {\"type\":\"object\".");
        return ParametersSchema.of(ToolJson.MAPPER.createObjectNode());
    }

    static void throwIfAny(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new InvalidToolException(problems);
        }
    }
}
