package dev.glmagent.tool.internal;

import dev.glmagent.tool.ToolContext;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From the text a model wrote to the values a method takes. */
final class ArgumentBinder {

    private final List<ToolParameter> parameters;
    private final List<JavaType> types;
    private final ArgumentReader reader;

    ArgumentBinder(String tool, List<ToolParameter> parameters, ParametersSchema schema) {
        this.parameters = List.copyOf(parameters);
        this.types = parameters.stream()
                .map(parameter -> ToolJson.MAPPER.constructType(parameter.type()))
                .toList();
        Set<String> optional = parameters.stream()
                .filter(parameter -> !parameter.required())
                .map(ToolParameter::name)
                .collect(Collectors.toSet());
        this.reader = new ArgumentReader(tool, schema, optional);
    }

    @Nullable Object[] bind(String text, ToolContext context) {
        ObjectNode arguments = reader.read(text);
        @Nullable Object[] values = new Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            ToolParameter parameter = parameters.get(i);
            values[i] = parameter.kind().isInjected()
                    ? parameter.fromContext(context)
                    : parameter.kind() == ToolParameter.Kind.SPREAD
                            ? value(arguments, parameter, types.get(i))
                            : parameter.wrap(value(arguments.get(parameter.name()), parameter, types.get(i)));
        }
        return values;
    }

    private @Nullable Object value(@Nullable JsonNode given, ToolParameter parameter, JavaType type) {
        JsonNode node = given == null ? parameter.defaultValue() : given;
        if (node == null) {
            return null;
        }
        try {
            return ToolJson.MAPPER.readerFor(type).readValue(node);
        } catch (JacksonException e) {
            // The schema let it through but the type says no, as a constructor that checks more than a schema can say.
            String path = parameter.kind() == ToolParameter.Kind.SPREAD ? "$" : "$." + parameter.name();
            throw reader.bad(List.of(path + ": " + e.getOriginalMessage()));
        }
    }
}
