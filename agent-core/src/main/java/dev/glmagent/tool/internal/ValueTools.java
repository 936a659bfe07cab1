package dev.glmagent.tool.internal;

import dev.glmagent.chat.ToolSpec;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolDefinitionBuilder.Code;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.ObjectNode;

/** Tools that take one value of any type. */
public final class ValueTools {

    /** The parameter of a type that is no object of its own. */
    private static final String WRAPPER = "value";

    private static final ObjectReader READER =
            ToolJson.MAPPER.reader().without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    private ValueTools() {}

    /**
     * A tool that takes one value.
     *
     * @param name its name
     * @param description what it does
     * @param conduct how it wants to be run
     * @param type of the value
     * @param code what it runs
     * @return the tool
     */
    public static ToolDefinition of(String name, String description, Conduct conduct, Type type, Code<Object> code) {
        String source = "tool \"" + name + "\" of " + type.getTypeName();
        List<String> problems = new ArrayList<>();
        ToolNames.check(name, description, source, problems);
        boolean wrapped = !isObject(type);
        ParametersSchema schema = wrapped ? ParametersSchema.ofOne(WRAPPER, type) : ParametersSchema.of(type);
        Lint.check(source, schema, problems);
        new ComponentCheck(source, problems).check(type);
        LambdaTools.throwIfAny(problems);
        ArgumentReader reader = new ArgumentReader(name, schema, Set.of());
        ObjectReader values = READER.forType(ToolJson.MAPPER.constructType(type));
        return new CheckedTool(
                new ToolSpec(name, description, schema.json()),
                source,
                Object.class,
                conduct,
                Coercion.before(
                        conduct, schema, (json, context) -> code.run(bind(reader, json, wrapped, values), context)));
    }

    /** A map is none: its keys are no parameters. */
    private static boolean isObject(Type type) {
        ObjectNode schema = ParametersSchema.of(type).node();
        return schema.path("type").asString("").equals("object")
                && !schema.path("additionalProperties").isObject();
    }

    private static Object bind(ArgumentReader reader, String json, boolean wrapped, ObjectReader values) {
        JsonNode arguments = READER.readTree(reader.checked(json));
        try {
            return values.readValue(wrapped ? arguments.get(WRAPPER) : arguments);
        } catch (JacksonException e) {
            throw reader.bad(List.of("$: " + e.getOriginalMessage()));
        }
    }
}
