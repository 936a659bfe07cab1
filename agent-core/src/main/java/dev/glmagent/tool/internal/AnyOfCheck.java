package dev.glmagent.tool.internal;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * Several alternatives, of which one has to fit. A stream passes only once, so the value is kept to be tried with each.
 *
 * @param alternatives in the schema's order
 */
record AnyOfCheck(List<StreamCheck> alternatives) implements StreamCheck {

    private static final ObjectReader KEEP = ToolJson.MAPPER
            .reader()
            .without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    AnyOfCheck {
        alternatives = List.copyOf(alternatives);
    }

    @Override
    public boolean fits(JsonParser parser) throws JacksonException {
        JsonNode value = KEEP.readTree(parser);
        for (StreamCheck alternative : alternatives) {
            JsonParser again = value.traverse(ObjectReadContext.empty());
            again.nextToken();
            if (alternative.fits(again)) {
                return true;
            }
        }
        return false;
    }
}
