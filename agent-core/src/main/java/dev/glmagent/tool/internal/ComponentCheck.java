package dev.glmagent.tool.internal;

import dev.glmagent.tool.Param;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Finds {@link Param} annotations inside parameter types that say what only a parameter can say. */
final class ComponentCheck {

    private final String where;
    private final List<String> problems;
    private final Set<Class<?>> seen = new HashSet<>();

    ComponentCheck(String where, List<String> problems) {
        this.where = where;
        this.problems = problems;
    }

    void check(Type type) {
        if (type instanceof ParameterizedType generic) {
            check(generic.getRawType());
            for (Type argument : generic.getActualTypeArguments()) {
                check(argument);
            }
        } else if (type instanceof GenericArrayType array) {
            check(array.getGenericComponentType());
        } else if (type instanceof Class<?> raw) {
            checkClass(raw.isArray() ? raw.getComponentType() : raw);
        }
    }

    private void checkClass(Class<?> type) {
        if (type.isPrimitive() || type.isEnum() || type.getName().startsWith("java.") || !seen.add(type)) {
            return;
        }
        if (SealedTypes.needsDiscriminator(type)) {
            SealedTypes.kindsOf(type).forEach(kind -> checkKind(type, kind));
        }
        for (Field field : type.getDeclaredFields()) {
            Param param = field.getAnnotation(Param.class);
            if (param != null) {
                check(type.getSimpleName() + "." + field.getName(), field, param);
            }
            checkDepth(type.getSimpleName() + "." + field.getName() + " bounds", field.getAnnotatedType());
            check(field.getGenericType());
        }
    }

    /** A bound that nobody checks must not look like one. */
    void checkDepth(String what, AnnotatedType type) {
        if (Constraints.isTooDeep(type)) {
            problems.add(where + ": " + what + " something that a schema has no place for: the items of a list are the"
                    + " deepest. Fix: put the inner values into a record and bound its components.");
        }
    }

    private void checkKind(Class<?> sealed, Class<?> kind) {
        for (Field field : kind.getDeclaredFields()) {
            if (field.getName().equals(SealedTypes.DISCRIMINATOR)) {
                problems.add(where + ": " + kind.getSimpleName() + "." + field.getName()
                        + " has the name of the field that tells the kinds of " + sealed.getSimpleName()
                        + " apart. Fix: rename it, or annotate " + sealed.getSimpleName()
                        + " with @JsonTypeInfo and another property.");
            }
        }
        checkClass(kind);
    }

    private void check(String component, Field field, Param param) {
        if (!param.name().isEmpty()) {
            problems.add(where + ": @Param(name) does not count on " + component + ". Fix: @JsonProperty(\""
                    + param.name() + "\"), which the binder knows too.");
        }
        if (!param.defaultValue().isEmpty()) {
            problems.add(where + ": @Param(defaultValue) does not count on " + component
                    + ". Fix: make it Optional and choose the value in the code.");
        }
        if (!param.required() && field.getType().isPrimitive()) {
            problems.add(where + ": " + component
                    + " is optional, but a primitive cannot be missing. Fix: use the boxed" + " type or Optional.");
        }
    }
}
