package dev.glmagent.tool.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/** A parameter with the reader of its values, which is made once. */
final class BoundParameter {

    /** Looks for deserializers at the first call, not when a thousand tools are registered. */
    private static final ObjectReader READER = ToolJson.MAPPER
            .reader()
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .without(DeserializationFeature.EAGER_DESERIALIZER_FETCH);

    private final ToolParameter parameter;
    private final ArgumentReader arguments;
    private final ObjectReader reader;

    BoundParameter(ToolParameter parameter, ArgumentReader arguments) {
        this.parameter = parameter;
        this.arguments = arguments;
        this.reader = READER.forType(ToolJson.MAPPER.constructType(parameter.type()));
    }

    /** The value at the parser's current token. */
    @Nullable Object read(JsonParser parser) {
        if (parser.currentToken() == JsonToken.VALUE_NULL && !parameter.required()) {
            return leftOut();
        }
        try {
            return parameter.wrap(reader.readValue(parser));
        } catch (JacksonException e) {
            throw bad(e);
        }
    }

    /** The value when the model gave none. */
    @Nullable Object leftOut() {
        JsonNode defaultValue = parameter.defaultValue();
        try {
            return parameter.wrap(defaultValue == null ? null : reader.readValue(defaultValue));
        } catch (JacksonException e) {
            throw bad(e);
        }
    }

    /** The schema let it through but the type says no, as a constructor that checks more than a schema can say. */
    private BadArgumentsException bad(JacksonException e) {
        String path = parameter.kind() == ToolParameter.Kind.SPREAD ? "$" : "$." + parameter.name();
        return arguments.bad(List.of(path + ": " + e.getOriginalMessage()));
    }
}
