package dev.glmagent.tool.internal;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The bounds of Jakarta Validation in a schema. Read by name, so that its API need not be on the class path of those
 * who do not use it; an annotation of a project's own with the same name and members counts too.
 */
final class Constraints {

    private static final String PACKAGE = "jakarta.validation.constraints.";

    private Constraints() {}

    static void addTo(ObjectNode schema, AnnotatedElement element, Class<?> type) {
        addTo(schema, List.of(element.getAnnotations()), type);
    }

    static void addTo(ObjectNode schema, List<Annotation> annotations, Class<?> type) {
        for (Annotation annotation : annotations) {
            if (isBound(annotation.annotationType())) {
                String name = annotation.annotationType().getName();
                add(schema, name.substring(PACKAGE.length()), annotation, type);
            }
        }
    }

    /** What stands on the item type of a list, set, array or optional, as in {@code List<@NotBlank String>}. */
    static void addToItems(JsonNode itemSchema, AnnotatedType container) {
        AnnotatedType items = itemsOf(container);
        if (items != null && itemSchema instanceof ObjectNode schema) {
            addTo(schema, items, rawType(items.getType()));
        }
    }

    /** Whether a bound stands where the schema has no place for it: deeper than on the items of a list, or in a map. */
    static boolean isTooDeep(AnnotatedType type) {
        AnnotatedType items = itemsOf(type);
        return items != null ? holdsBounds(items) : holdsBounds(type);
    }

    private static boolean holdsBounds(AnnotatedType type) {
        return arguments(type).anyMatch(argument -> isBounded(argument) || holdsBounds(argument));
    }

    private static boolean isBounded(AnnotatedType type) {
        return Arrays.stream(type.getAnnotations()).anyMatch(annotation -> isBound(annotation.annotationType()));
    }

    static boolean isBound(Class<?> annotation) {
        return annotation.getName().startsWith(PACKAGE);
    }

    private static Stream<AnnotatedType> arguments(AnnotatedType type) {
        if (type instanceof AnnotatedParameterizedType generic) {
            return Arrays.stream(generic.getAnnotatedActualTypeArguments());
        }
        return type instanceof AnnotatedArrayType array
                ? Stream.of(array.getAnnotatedGenericComponentType())
                : Stream.empty();
    }

    private static @Nullable AnnotatedType itemsOf(AnnotatedType type) {
        if (type instanceof AnnotatedArrayType array) {
            return array.getAnnotatedGenericComponentType();
        }
        boolean one = type instanceof AnnotatedParameterizedType generic
                && generic.getAnnotatedActualTypeArguments().length == 1
                && (Collection.class.isAssignableFrom(rawType(type.getType()))
                        || rawType(type.getType()) == Optional.class);
        return one ? ((AnnotatedParameterizedType) type).getAnnotatedActualTypeArguments()[0] : null;
    }

    static Class<?> rawType(Type type) {
        if (type instanceof Class<?> raw) {
            return raw; // Jackson's way costs a tenth of the start of 1,000 tools (ToolStartup)
        }
        return ToolJson.MAPPER.constructType(type).getRawClass();
    }

    /** Whether an annotation called Nullable, whoever's, stands on the element or on its type. */
    static boolean isNullable(AnnotatedElement element, AnnotatedElement type) {
        return Arrays.stream(new AnnotatedElement[] {element, type})
                .flatMap(annotated -> Arrays.stream(annotated.getAnnotations()))
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private static void add(ObjectNode schema, String name, Annotation annotation, Class<?> type) {
        switch (name) {
            case "Min" -> schema.put("minimum", (Long) member(annotation, "value"));
            case "Max" -> schema.put("maximum", (Long) member(annotation, "value"));
            case "DecimalMin" -> schema.put(inclusive(annotation, "minimum", "exclusiveMinimum"), decimal(annotation));
            case "DecimalMax" -> schema.put(inclusive(annotation, "maximum", "exclusiveMaximum"), decimal(annotation));
            case "Positive" -> schema.put("exclusiveMinimum", 0);
            case "PositiveOrZero" -> schema.put("minimum", 0);
            case "Negative" -> schema.put("exclusiveMaximum", 0);
            case "NegativeOrZero" -> schema.put("maximum", 0);
            case "Size" -> size(schema, type, (Integer) member(annotation, "min"), (Integer) member(annotation, "max"));
            case "NotEmpty" -> size(schema, type, 1, Integer.MAX_VALUE);
            case "NotBlank" -> schema.put("pattern", "\\S");
            // Jakarta matches the whole text, JSON Schema any part of it.
            case "Pattern" -> schema.put("pattern", "^(?:" + member(annotation, "regexp") + ")$");
            case "Email" -> schema.put("format", "email");
            default -> {
                // NotNull is what required says; what is left, as Past and Future, no schema can say.
            }
        }
    }

    private static String inclusive(Annotation annotation, String inclusive, String exclusive) {
        return member(annotation, "inclusive").equals(true) ? inclusive : exclusive;
    }

    private static BigDecimal decimal(Annotation annotation) {
        return new BigDecimal((String) member(annotation, "value"));
    }

    private static void size(ObjectNode schema, Class<?> type, int min, int max) {
        boolean items = type.isArray() || Collection.class.isAssignableFrom(type);
        String counted = items ? "Items" : Map.class.isAssignableFrom(type) ? "Properties" : "Length";
        if (min > 0) {
            schema.put("min" + counted, min);
        }
        if (max < Integer.MAX_VALUE) {
            schema.put("max" + counted, max);
        }
    }

    private static Object member(Annotation annotation, String name) {
        try {
            return annotation.annotationType().getMethod(name).invoke(annotation);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(annotation + " has no member " + name, e);
        }
    }
}
