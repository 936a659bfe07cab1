package dev.glmagent.tool.internal;

import dev.glmagent.tool.ToolContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.ObjectReader;

/**
 * From the text a model wrote to the values a method takes: the text is checked, then read a second time straight into
 * the values. That costs less than to keep it as a tree; {@code ToolCallBenchmark} shows how much.
 */
final class ArgumentBinder {

    /** Parsers for text that was checked. */
    private static final ObjectReader PARSERS =
            ToolJson.MAPPER.reader().without(StreamReadFeature.STRICT_DUPLICATE_DETECTION);

    /** Stands for a parameter that the model did not give. */
    private static final Object LEFT_OUT = new Object();

    private final List<ToolParameter> parameters;
    private final List<BoundParameter> bound;
    private final Map<String, Integer> places = new HashMap<>();
    private final ArgumentReader reader;

    ArgumentBinder(String tool, List<ToolParameter> parameters, ParametersSchema schema) {
        Set<String> optional = parameters.stream()
                .filter(parameter -> !parameter.required())
                .map(ToolParameter::name)
                .collect(Collectors.toSet());
        this.reader = new ArgumentReader(tool, schema, optional);
        this.parameters = List.copyOf(parameters);
        this.bound = parameters.stream()
                .map(parameter -> new BoundParameter(parameter, reader))
                .toList();
        for (int i = 0; i < parameters.size(); i++) {
            if (!parameters.get(i).kind().isInjected()) {
                places.put(parameters.get(i).name(), i);
            }
        }
    }

    @Nullable Object[] bind(String text, ToolContext context) {
        String checked = reader.checked(text);
        @Nullable Object[] values = new Object[parameters.size()];
        for (int i = 0; i < values.length; i++) {
            ToolParameter parameter = parameters.get(i);
            values[i] = parameter.kind().isInjected() ? parameter.fromContext(context) : LEFT_OUT;
        }
        try (JsonParser parser = PARSERS.createParser(checked)) {
            parser.nextToken();
            read(parser, values);
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] == LEFT_OUT) {
                values[i] = bound.get(i).leftOut();
            }
        }
        return values;
    }

    private void read(JsonParser parser, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (parameters.get(i).kind() == ToolParameter.Kind.SPREAD) {
                values[i] = bound.get(i).read(parser);
                return;
            }
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            int place = Objects.requireNonNull(places.get(name), "checked: there is no other name");
            parser.nextToken();
            values[place] = bound.get(place).read(parser);
        }
    }
}
