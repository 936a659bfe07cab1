package dev.glmagent.tool.internal;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas of plain values, lists of them and plain records, made without the generator: loading it takes longer than all
 * the rest of a small program's start ({@code ToolStartup}), and most tools have no other parameters. A test holds the
 * two equal. One for each tool: a record that appears twice is to be defined once and referred to, which is the
 * generator's work.
 */
final class PlainSchemas {

    private static final Map<Class<?>, String> JSON_TYPES = Map.of(
            String.class, "string",
            boolean.class, "boolean",
            Boolean.class, "boolean",
            BigDecimal.class, "number",
            BigInteger.class, "integer");

    private static final Set<Class<?>> LISTS = Set.of(List.class, Collection.class);

    private final Set<Class<?>> records = new HashSet<>();

    /** Empty for a type that needs the generator. */
    Optional<ObjectNode> of(Type type) {
        if (type instanceof Class<?> raw) {
            return ofClass(raw);
        } else if (type instanceof GenericArrayType array) {
            return of(array.getGenericComponentType()).map(items -> array(items, false));
        } else if (type instanceof ParameterizedType generic) {
            boolean set = generic.getRawType() == Set.class;
            if (set || LISTS.contains(generic.getRawType())) {
                return of(generic.getActualTypeArguments()[0]).map(items -> array(items, set));
            }
        }
        return Optional.empty();
    }

    private Optional<ObjectNode> ofClass(Class<?> raw) {
        @Nullable String jsonType = JSON_TYPES.get(raw);
        if (jsonType != null) {
            return Optional.of(ToolJson.MAPPER.createObjectNode().put("type", jsonType));
        }
        Optional<ObjectNode> scalar = JavaTypes.scalar(raw);
        if (scalar.isEmpty() && raw.isArray()) {
            return of(raw.getComponentType()).map(items -> array(items, false));
        }
        if (raw.isRecord()) {
            return records.add(raw) ? PlainRecords.of(raw, this) : Optional.empty();
        }
        // Annotations on an enum may describe it; the generator knows them.
        return scalar.isEmpty() && raw.isEnum() && raw.getAnnotations().length == 0
                ? Optional.of(JavaTypes.enumeration(raw))
                : scalar;
    }

    private static ObjectNode array(ObjectNode items, boolean unique) {
        ObjectNode schema = ToolJson.MAPPER.createObjectNode().put("type", "array");
        schema.set("items", items);
        return unique ? schema.put("uniqueItems", true) : schema;
    }
}
