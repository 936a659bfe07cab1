package dev.glmagent.tool.internal;

import dev.glmagent.tool.Context;
import dev.glmagent.tool.Param;
import dev.glmagent.tool.ToolContext;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/**
 * One parameter of a tool method.
 *
 * @param name its name in the schema; empty for a context parameter, only for messages when it is spread
 * @param description for the model, may be empty
 * @param type the Java type a value is bound to, {@code Optional} unwrapped
 * @param kind how the value gets to the method
 * @param required whether the model must give it
 * @param defaultValue used when the model gives none
 * @param element the parameter itself, for the annotations that bound its values
 */
record ToolParameter(
        String name,
        String description,
        Type type,
        Kind kind,
        boolean required,
        @Nullable JsonNode defaultValue,
        AnnotatedElement element) {

    /** How a value gets to the method. */
    enum Kind {
        PLAIN,
        OPTIONAL,
        OPTIONAL_INT,
        OPTIONAL_LONG,
        OPTIONAL_DOUBLE,
        /** A record whose components are the arguments. */
        SPREAD,
        /** The {@link ToolContext} itself. */
        CONTEXT,
        /** A value of the program, by type. */
        CONTEXT_VALUE;

        /** Whether the program fills it: it is neither in the schema nor in the arguments. */
        boolean isInjected() {
            return this == CONTEXT || this == CONTEXT_VALUE;
        }
    }

    static List<ToolParameter> of(Method method, String source, List<String> problems) {
        List<ToolParameter> parameters = new ArrayList<>();
        Set<String> names = new HashSet<>();
        Parameter[] declared = method.getParameters();
        for (int i = 0; i < declared.length; i++) {
            ToolParameter one = of(declared[i], nameInSource(method, i), source, problems);
            if (!one.kind().isInjected() && one.kind() != Kind.SPREAD && !names.add(one.name())) {
                problems.add(Mistakes.twoParameters(source, one.name()));
            }
            parameters.add(one);
        }
        long filledByModel =
                parameters.stream().filter(one -> !one.kind().isInjected()).count();
        if (filledByModel > 1) {
            parameters.stream()
                    .filter(one -> one.kind() == Kind.SPREAD)
                    .forEach(one -> problems.add(Mistakes.spreadNotAlone(source + "(" + one.name() + ")")));
        }
        return parameters;
    }

    /** From the class file, or from the index that the compiler wrote; empty when neither knows. */
    private static Optional<String> nameInSource(Method method, int index) {
        Parameter parameter = method.getParameters()[index];
        return parameter.isNamePresent()
                ? Optional.of(parameter.getName())
                : IndexedTools.parameterNames(method).map(names -> names.get(index));
    }

    private static ToolParameter of(
            Parameter parameter, Optional<String> nameInSource, String source, List<String> problems) {
        if (parameter.getType() == ToolContext.class) {
            return new ToolParameter("", "", ToolContext.class, Kind.CONTEXT, false, null, parameter);
        }
        Param param = parameter.getAnnotation(Param.class);
        if (parameter.isAnnotationPresent(Context.class)) {
            return contextValue(parameter, param, source, problems);
        }
        if (param != null && param.spread()) {
            return spread(parameter, param, source, problems);
        }
        String name = param == null || param.name().isEmpty() ? nameInSource.orElse(parameter.getName()) : param.name();
        String where = source + "(" + name + ")";
        if (nameInSource.isEmpty() && (param == null || param.name().isEmpty())) {
            problems.add(where + ": its real name is not in the class file. Fix: compile with -parameters, or set"
                    + " @Param(name = …).");
        }
        Kind kind = kindOf(parameter.getType());
        Type type = kind == Kind.PLAIN ? parameter.getParameterizedType() : unwrapped(parameter, kind, where, problems);
        ComponentCheck components = new ComponentCheck(where, problems);
        components.check(type);
        components.checkDepth("bounds", parameter.getAnnotatedType());
        JsonNode defaultValue = param == null || param.defaultValue().isEmpty()
                ? null
                : parseDefault(param.defaultValue(), type, where, problems);
        boolean required = kind == Kind.PLAIN
                && defaultValue == null
                && (param == null || param.required())
                && !Constraints.isNullable(parameter, parameter.getAnnotatedType());
        if (!required && defaultValue == null && parameter.getType().isPrimitive()) {
            problems.add(Mistakes.optionalPrimitive(where));
        }
        return new ToolParameter(
                name, param == null ? "" : param.value(), type, kind, required, defaultValue, parameter);
    }

    private static ToolParameter contextValue(
            Parameter parameter, @Nullable Param param, String source, List<String> problems) {
        String where = source + "(" + parameter.getName() + ")";
        if (param != null) {
            problems.add(where + ": has both @Context and @Param; a context value is not filled by the model."
                    + " Fix: leave one of them out.");
        }
        Class<?> type = parameter.getType();
        if (type == Optional.class
                && parameter.getParameterizedType() instanceof ParameterizedType generic
                && generic.getActualTypeArguments()[0] instanceof Class<?> held) {
            type = held;
        }
        boolean required = parameter.getType() != Optional.class
                && !Constraints.isNullable(parameter, parameter.getAnnotatedType());
        if (type.isPrimitive() || type == Object.class || type == Optional.class) {
            problems.add(where + ": a context value is found by its type, and " + type.getSimpleName()
                    + " says nothing. Fix: a type of your own.");
        }
        return new ToolParameter("", "", type, Kind.CONTEXT_VALUE, required, null, parameter);
    }

    /** Needs no name: that of the parameter is nowhere to be seen. */
    private static ToolParameter spread(Parameter parameter, Param param, String source, List<String> problems) {
        String where = source + "(" + parameter.getName() + ")";
        if (!param.value().isEmpty()
                || !param.name().isEmpty()
                || !param.required()
                || !param.defaultValue().isEmpty()
                || !param.example().isEmpty()) {
            problems.add(where + ": is spread, so it is no argument itself and cannot be described, named, optional or"
                    + " have a default. Fix: say it on the components of "
                    + parameter.getType().getSimpleName() + ".");
        }
        Type type = parameter.getParameterizedType();
        new ComponentCheck(where, problems).check(type);
        return new ToolParameter(parameter.getName(), "", type, Kind.SPREAD, true, null, parameter);
    }

    private static Kind kindOf(Class<?> type) {
        if (type == Optional.class) {
            return Kind.OPTIONAL;
        } else if (type == OptionalInt.class) {
            return Kind.OPTIONAL_INT;
        } else if (type == OptionalLong.class) {
            return Kind.OPTIONAL_LONG;
        } else if (type == OptionalDouble.class) {
            return Kind.OPTIONAL_DOUBLE;
        }
        return Kind.PLAIN;
    }

    private static Type unwrapped(Parameter parameter, Kind kind, String where, List<String> problems) {
        return switch (kind) {
            case OPTIONAL_INT -> Integer.class;
            case OPTIONAL_LONG -> Long.class;
            case OPTIONAL_DOUBLE -> Double.class;
            default -> {
                if (parameter.getParameterizedType() instanceof ParameterizedType generic) {
                    yield generic.getActualTypeArguments()[0];
                }
                problems.add(Mistakes.rawOptional(where));
                yield Object.class;
            }
        };
    }

    private static @Nullable JsonNode parseDefault(String text, Type type, String where, List<String> problems) {
        JavaType target = ToolJson.MAPPER.constructType(type);
        for (JsonNode candidate : candidates(text)) {
            if (fits(candidate, target)) {
                return candidate;
            }
        }
        problems.add(Mistakes.badDefault(where, text, target.getRawClass().getSimpleName()));
        return null;
    }

    private static boolean fits(JsonNode candidate, JavaType target) {
        try {
            ToolJson.MAPPER.readerFor(target).readValue(candidate);
            return true;
        } catch (JacksonException doesNotFit) {
            return false;
        }
    }

    /** JSON when it is JSON, else the text itself. */
    static JsonNode literal(String text) {
        List<JsonNode> candidates = candidates(text);
        return candidates.get(candidates.size() - 1);
    }

    /** Plain text first: the default "007" of a text parameter is no number. */
    private static List<JsonNode> candidates(String text) {
        List<JsonNode> candidates = new ArrayList<>();
        candidates.add(StringNode.valueOf(text));
        try {
            candidates.add(ToolJson.MAPPER.readTree(text));
        } catch (JacksonException notJson) {
            return candidates;
        }
        return candidates;
    }

    /** The value of the program as the method takes it. */
    @Nullable Object fromContext(ToolContext context) {
        if (kind == Kind.CONTEXT) {
            return context;
        }
        Optional<?> found = context.values().find((Class<?>) type);
        if (required && found.isEmpty()) {
            throw new MissingContextException((Class<?>) type);
        }
        return ((Parameter) element).getType() == Optional.class ? found : found.orElse(null);
    }

    /** The value as the method takes it; {@code bound} is null when the model gave none and there is no default. */
    @Nullable Object wrap(@Nullable Object bound) {
        return switch (kind) {
            case OPTIONAL -> Optional.ofNullable(bound);
            case OPTIONAL_INT -> bound == null ? OptionalInt.empty() : OptionalInt.of((Integer) bound);
            case OPTIONAL_LONG -> bound == null ? OptionalLong.empty() : OptionalLong.of((Long) bound);
            case OPTIONAL_DOUBLE -> bound == null ? OptionalDouble.empty() : OptionalDouble.of((Double) bound);
            default -> bound;
        };
    }
}
