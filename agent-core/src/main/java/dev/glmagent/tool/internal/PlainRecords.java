package dev.glmagent.tool.internal;

import dev.glmagent.tool.Param;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas of records whose components are plain and about which Jackson is told nothing, made without the generator: of
 * the start of 1,000 tools it took nearly half ({@code ToolStartup}). A test holds the two equal.
 */
final class PlainRecords {

    private PlainRecords() {}

    /** Empty for a record that needs the generator. */
    static Optional<ObjectNode> of(Class<?> type, PlainSchemas plain) {
        if (!isPlain(type)) {
            return Optional.empty();
        }
        ObjectNode schema = ToolJson.MAPPER.createObjectNode().put("type", "object");
        ObjectNode properties = ToolJson.MAPPER.createObjectNode();
        ArrayNode required = ToolJson.MAPPER.createArrayNode();
        for (RecordComponent component : type.getRecordComponents()) {
            Field field = fieldOf(component);
            Optional<ObjectNode> property = property(field, plain);
            if (property.isEmpty()) {
                return Optional.empty();
            }
            properties.set(field.getName(), property.get());
            if (TypeSchemas.isRequired(field)) {
                required.add(field.getName());
            }
        }
        if (!properties.isEmpty()) {
            schema.set("properties", properties);
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return Optional.of(schema.put("additionalProperties", false));
    }

    private static Optional<ObjectNode> property(Field field, PlainSchemas plain) {
        Type type = field.getGenericType();
        Type held = held(type);
        boolean nullable = held != type || Constraints.isNullable(field, field.getAnnotatedType());
        if (nullable && held instanceof Class<?> raw && (raw.isEnum() || raw.isRecord())) {
            return Optional.empty();
        }
        return plain.of(held).map(schema -> {
            if (nullable) {
                String jsonType = schema.path("type").asString();
                schema.putArray("type").add(jsonType).add("null");
            }
            TypeSchemas.description(field).ifPresent(text -> schema.put("description", text));
            TypeSchemas.addAttributes(schema, field, Constraints.rawType(held));
            Constraints.addToItems(schema.path("items"), field.getAnnotatedType());
            return schema;
        });
    }

    private static Type held(Type type) {
        if (type == OptionalInt.class) {
            return int.class;
        } else if (type == OptionalLong.class) {
            return long.class;
        } else if (type == OptionalDouble.class) {
            return double.class;
        }
        return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class
                ? generic.getActualTypeArguments()[0]
                : type;
    }

    /** Whatever Jackson reads, even on an accessor or a factory, may rename or leave out a component. */
    private static boolean isPlain(Class<?> type) {
        Constructor<?>[] constructors = type.getDeclaredConstructors();
        return type.isRecord()
                && type.getTypeParameters().length == 0
                && type.getInterfaces().length == 0
                && constructors.length == 1
                && annotated(type, constructors[0])
                        .flatMap(element -> Arrays.stream(element.getAnnotations()))
                        .allMatch(PlainRecords::isKnown);
    }

    private static Stream<AnnotatedElement> annotated(Class<?> type, Constructor<?> constructor) {
        List<AnnotatedElement> elements = new ArrayList<>();
        elements.add(type);
        elements.add(constructor);
        elements.addAll(Arrays.asList(constructor.getParameters()));
        elements.addAll(Arrays.asList(type.getDeclaredFields()));
        for (Method method : type.getDeclaredMethods()) {
            elements.add(method);
        }
        return elements.stream();
    }

    private static boolean isKnown(Annotation annotation) {
        Class<?> type = annotation.annotationType();
        return type == Param.class || type.getSimpleName().equals("Nullable") || Constraints.isBound(type);
    }

    private static Field fieldOf(RecordComponent component) {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(component + " has a field by the language's rules", e);
        }
    }
}
