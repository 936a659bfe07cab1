package dev.glmagent.tool.internal;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * The keywords that concern numbers. Whether {@code 3.0} is an integer is left to the validator, as are long numbers.
 *
 * @param fractions whether a number written with a point fits
 * @param values what it may be; null when it may be anything
 * @param format the Java type it has to fit into; null for any
 * @param bounds between which it has to be
 */
record NumberCheck(
        boolean fractions,
        @Nullable Set<Long> values,
        @Nullable NumberType format,
        NumberBounds bounds) implements StreamCheck {

    /** Of so few characters and without an exponent, a number is far from the largest {@code float}, 3.4e38. */
    private static final int SHORT = 30;

    static NumberCheck of(JsonNode schema, boolean fractions, @Nullable Set<JsonNode> values) {
        return new NumberCheck(
                fractions,
                values == null
                        ? null
                        : values.stream()
                                .filter(JsonNode::isNumber)
                                .map(JsonNode::asLong)
                                .collect(Collectors.toSet()),
                NumberType.named(schema.path("format").asString("")).orElse(null),
                new NumberBounds(schema));
    }

    @Override
    public boolean fits(JsonParser parser) {
        boolean whole = parser.currentToken() == JsonToken.VALUE_NUMBER_INT;
        if (whole && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            long value = parser.getLongValue();
            return (values == null || values.contains(value))
                    && (format == null || format.fits(value))
                    && bounds.hold(value);
        }
        return (whole || fractions)
                && values == null
                && (format == null || format.holdsFractions())
                && isShort(parser)
                && (bounds.holdAll() || bounds.hold(parser.getDecimalValue()));
    }

    private static boolean isShort(JsonParser parser) {
        char[] text = parser.getStringCharacters();
        int end = parser.getStringOffset() + parser.getStringLength();
        for (int i = parser.getStringOffset(); i < end; i++) {
            if (text[i] == 'e' || text[i] == 'E') {
                return false;
            }
        }
        return parser.getStringLength() <= SHORT;
    }
}
