package dev.glmagent.tool.internal;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Java's numbers of limited range, by the formats that OpenAPI registered for them. Without the format, 99999999999 would
 * fit the schema of an {@code int}.
 */
enum NumberType {
    INT32("int32", "integer"),
    INT64("int64", "integer"),
    FLOAT("float", "number"),
    DOUBLE("double", "number");

    private static final Map<Class<?>, NumberType> BY_TYPE = Map.of(
            int.class, INT32,
            Integer.class, INT32,
            long.class, INT64,
            Long.class, INT64,
            float.class, FLOAT,
            Float.class, FLOAT,
            double.class, DOUBLE,
            Double.class, DOUBLE);

    private final String format;
    private final String jsonType;

    NumberType(String format, String jsonType) {
        this.format = format;
        this.jsonType = jsonType;
    }

    static Optional<NumberType> of(Class<?> type) {
        @Nullable NumberType found = BY_TYPE.get(type);
        return Optional.ofNullable(found);
    }

    static Optional<NumberType> named(String format) {
        for (NumberType number : values()) {
            if (number.format.equals(format)) {
                return Optional.of(number);
            }
        }
        return Optional.empty();
    }

    /** {@code integer} or {@code number}. */
    String jsonType() {
        return jsonType;
    }

    String format() {
        return format;
    }

    /** Whether numbers far beyond {@code long} and fractions are in range too. */
    boolean holdsFractions() {
        return this == FLOAT || this == DOUBLE;
    }

    /** Whether a value is in range; one of another JSON type is, for the keyword "type" to report. */
    boolean fits(JsonNode value) {
        boolean rightType = jsonType.equals("integer") ? value.isIntegralNumber() : value.isNumber();
        if (!rightType) {
            return true;
        }
        return switch (this) {
            case INT32 -> value.canConvertToInt();
            case INT64 -> value.canConvertToLong();
            case FLOAT -> Float.isFinite(value.decimalValue().floatValue());
            case DOUBLE -> Double.isFinite(value.decimalValue().doubleValue());
        };
    }

    /** Whether a whole number is in range. */
    boolean fits(long value) {
        return this != INT32 || (int) value == value;
    }
}
