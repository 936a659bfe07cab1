package dev.glmagent.tool.internal;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.format.Format;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Java's numbers of limited range, by the formats that OpenAPI registered for them. Without the format, 99999999999 would
 * fit the schema of an {@code int}.
 */
enum NumberType implements Format {
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

    /** {@code integer} or {@code number}. */
    String jsonType() {
        return jsonType;
    }

    @Override
    public String getName() {
        return format;
    }

    @Override
    public boolean matches(ExecutionContext execution, SchemaContext schema, JsonNode value) {
        boolean rightType = jsonType.equals("integer") ? value.isIntegralNumber() : value.isNumber();
        if (!rightType) {
            return true; // the keyword "type" reports that
        }
        BigDecimal number = value.decimalValue();
        return switch (this) {
            case INT32 -> value.canConvertToInt();
            case INT64 -> value.canConvertToLong();
            case FLOAT -> Float.isFinite(number.floatValue());
            case DOUBLE -> Double.isFinite(number.doubleValue());
        };
    }
}
