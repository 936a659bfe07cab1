package dev.glmagent.tool.internal;

import dev.glmagent.tool.Context;
import dev.glmagent.tool.Param;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolContext;
import dev.glmagent.tool.ToolGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** The mistakes in tool methods that the compiler can see. What needs the finished schema is left to the registry. */
final class ProcessorChecks {

    private final Types types;
    private final BiConsumer<Element, String> errors;

    ProcessorChecks(Types types, BiConsumer<Element, String> errors) {
        this.types = types;
        this.errors = errors;
    }

    void check(String binaryName, TypeElement type, List<ExecutableElement> methods) {
        ToolGroup group = type.getAnnotation(ToolGroup.class);
        Map<String, String> sourceByName = new HashMap<>();
        for (ExecutableElement method : methods) {
            Tool tool = method.getAnnotation(Tool.class);
            String source = binaryName + "#" + method.getSimpleName();
            String own = tool.name().isEmpty() ? method.getSimpleName().toString() : tool.name();
            String name = group == null ? own : group.value() + "_" + own;
            List<String> problems = new ArrayList<>();
            ToolNames.check(name, tool.value(), source, problems);
            Conduct.of(tool, source, problems);
            if (method.getModifiers().contains(Modifier.PRIVATE)) {
                problems.add(Mistakes.isPrivate(source));
            }
            String other = sourceByName.putIfAbsent(name, source);
            if (other != null) {
                problems.add(ToolNames.taken(name, source, other));
            }
            problems.forEach(problem -> errors.accept(method, problem));
            checkParameters(source, method);
        }
    }

    private void checkParameters(String source, ExecutableElement method) {
        Set<String> names = new HashSet<>();
        for (VariableElement parameter : method.getParameters()) {
            Param param = parameter.getAnnotation(Param.class);
            String plainName = parameter.getSimpleName().toString();
            String name = param == null || param.name().isEmpty() ? plainName : param.name();
            String where = source + "(" + name + ")";
            if (parameter.getAnnotation(Context.class) != null) {
                if (param != null) {
                    errors.accept(parameter, Mistakes.contextAndParam(where));
                }
            } else if (!isContext(parameter.asType())) {
                if (!names.add(name)) {
                    errors.accept(method, Mistakes.twoParameters(source, name));
                }
                checkType(where, parameter, parameter.asType());
                checkOptional(where, parameter, param);
            }
        }
    }

    private static boolean isContext(TypeMirror type) {
        return type instanceof DeclaredType declared
                && ((TypeElement) declared.asElement()).getQualifiedName().contentEquals(ToolContext.class.getName());
    }

    private void checkType(String where, Element at, TypeMirror type) {
        if (type instanceof ArrayType array) {
            checkType(where, at, array.getComponentType());
        } else if (type instanceof DeclaredType declared) {
            TypeElement element = (TypeElement) declared.asElement();
            String name = element.getQualifiedName().toString();
            boolean raw = declared.getTypeArguments().isEmpty()
                    && !element.getTypeParameters().isEmpty();
            if (raw && name.equals("java.util.Optional")) {
                errors.accept(at, Mistakes.rawOptional(where));
            } else if (raw || name.equals("java.lang.Object")) {
                errors.accept(at, Mistakes.saysNothing(where));
            }
            declared.getTypeArguments().forEach(argument -> checkType(where, at, argument));
        }
    }

    private void checkOptional(String where, VariableElement parameter, @Nullable Param param) {
        if (param == null) {
            return;
        }
        TypeMirror type = parameter.asType();
        if (!param.required()
                && param.defaultValue().isEmpty()
                && type.getKind().isPrimitive()) {
            errors.accept(parameter, Mistakes.optionalPrimitive(where));
        }
        if (!param.defaultValue().isEmpty() && !canBe(param.defaultValue(), type)) {
            errors.accept(parameter, Mistakes.badDefault(where, param.defaultValue(), simpleName(type)));
        }
    }

    private static String simpleName(TypeMirror type) {
        return type instanceof DeclaredType declared
                ? declared.asElement().getSimpleName().toString()
                : type.toString();
    }

    /** Only for types whose values are plain to see; of others the registry knows. */
    private boolean canBe(String text, TypeMirror declared) {
        TypeMirror type = declared.getKind().isPrimitive() ? declared : unboxed(declared);
        try {
            switch (type.getKind()) {
                case BOOLEAN -> {
                    return text.equals("true") || text.equals("false");
                }
                case BYTE -> Byte.parseByte(text);
                case SHORT -> Short.parseShort(text);
                case INT -> Integer.parseInt(text);
                case LONG -> Long.parseLong(text);
                case FLOAT, DOUBLE -> Double.parseDouble(text);
                default -> {
                    return isPlainEnum(type) ? constants(type).contains(text.replace("\"", "")) : true;
                }
            }
            return true;
        } catch (NumberFormatException no) {
            return false;
        }
    }

    private TypeMirror unboxed(TypeMirror type) {
        try {
            return types.unboxedType(type);
        } catch (IllegalArgumentException noBox) {
            return type;
        }
    }

    /** One whose constants are not renamed for JSON. */
    private static boolean isPlainEnum(TypeMirror type) {
        return type instanceof DeclaredType declared
                && declared.asElement().getKind() == ElementKind.ENUM
                && declared.asElement().getEnclosedElements().stream()
                        .allMatch(element -> element.getAnnotationMirrors().isEmpty());
    }

    private static List<String> constants(TypeMirror type) {
        return ((DeclaredType) type)
                .asElement().getEnclosedElements().stream()
                        .filter(element -> element.getKind() == ElementKind.ENUM_CONSTANT)
                        .map(element -> element.getSimpleName().toString())
                        .toList();
    }
}
