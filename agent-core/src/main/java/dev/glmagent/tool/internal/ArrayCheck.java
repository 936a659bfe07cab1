package dev.glmagent.tool.internal;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The keywords that concern arrays.
 *
 * @param items for each item
 * @param unique whether no two items may be equal
 * @param size how many items there may be
 */
record ArrayCheck(StreamCheck items, boolean unique, CountRange size) implements StreamCheck {

    @Override
    public boolean fits(JsonParser parser) {
        Set<Object> seen = unique ? new HashSet<>() : null;
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (seen != null) {
                Object scalar = scalar(parser);
                if (scalar == null || !seen.add(scalar)) {
                    return false;
                }
            }
            if (!items.fits(parser)) {
                return false;
            }
            count++;
        }
        return size.holds(count);
    }

    /** What equals other scalars as JSON has it; null for arrays and objects, which are left to the validator. */
    private static @Nullable Object scalar(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> parser.getString();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                parser.getDecimalValue().stripTrailingZeros();
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> parser.currentToken();
            default -> null;
        };
    }
}
