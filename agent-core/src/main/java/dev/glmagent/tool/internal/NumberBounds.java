package dev.glmagent.tool.internal;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** From where to where a number may be; whole numbers are compared without garbage. */
final class NumberBounds {

    /** Bounds of more digits are left to the validator: nobody needs them, and rounding 1e1000000000 takes for ever. */
    private static final int MAX_DIGITS = 18;

    private final @Nullable BigDecimal minimum;
    private final @Nullable BigDecimal above;
    private final @Nullable BigDecimal maximum;
    private final @Nullable BigDecimal below;
    private final long least;
    private final long greatest;

    NumberBounds(JsonNode schema) {
        minimum = bound(schema, "minimum");
        above = bound(schema, "exclusiveMinimum");
        maximum = bound(schema, "maximum");
        below = bound(schema, "exclusiveMaximum");
        least = Math.max(
                minimum == null ? Long.MIN_VALUE : whole(minimum, RoundingMode.CEILING),
                above == null ? Long.MIN_VALUE : whole(above, RoundingMode.FLOOR) + 1);
        greatest = Math.min(
                maximum == null ? Long.MAX_VALUE : whole(maximum, RoundingMode.FLOOR),
                below == null ? Long.MAX_VALUE : whole(below, RoundingMode.CEILING) - 1);
    }

    private static @Nullable BigDecimal bound(JsonNode schema, String keyword) {
        return schema.has(keyword) ? schema.path(keyword).decimalValue() : null;
    }

    private static long whole(BigDecimal bound, RoundingMode rounding) {
        return bound.setScale(0, rounding).longValueExact();
    }

    /** Whether the keyword's value is a number that can be compared with here. */
    static boolean isPlain(JsonNode bound) {
        return bound.isNumber()
                && bound.decimalValue().precision() <= MAX_DIGITS
                && Math.abs(bound.decimalValue().scale()) <= MAX_DIGITS
                && bound.decimalValue().precision() - bound.decimalValue().scale() <= MAX_DIGITS;
    }

    boolean holdAll() {
        return minimum == null && above == null && maximum == null && below == null;
    }

    boolean hold(long number) {
        return least <= number && number <= greatest;
    }

    boolean hold(BigDecimal number) {
        return (minimum == null || minimum.compareTo(number) <= 0)
                && (above == null || above.compareTo(number) < 0)
                && (maximum == null || maximum.compareTo(number) >= 0)
                && (below == null || below.compareTo(number) > 0);
    }
}
