package dev.glmagent.tool.internal;

import dev.glmagent.chat.ToolSpec;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolGroup;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Turns the annotated methods of an object into tools, and reports what is wrong with them. */
public final class MethodTools {

    private MethodTools() {}

    /**
     * The tools of one object.
     *
     * @param instance what the methods are called on, or a tool made at run time
     * @param problems receives each mistake found
     * @return the tools without mistakes, by name: reflection has no stable order
     */
    public static List<ToolDefinition> of(Object instance, List<String> problems) {
        if (instance instanceof ToolDefinition ready) {
            return List.of(ready);
        }
        return of(instance.getClass(), (method, binder) -> new MethodBody(instance, method, binder), problems);
    }

    /**
     * The tools of a class whose objects come later.
     *
     * @param type has the annotated methods
     * @param object is asked at each call
     * @param problems receives each mistake found
     * @return the tools without mistakes, by name
     */
    public static List<ToolDefinition> late(Class<?> type, Supplier<?> object, List<String> problems) {
        return of(type, (method, binder) -> new LateBody(type, object, method, binder), problems);
    }

    /** Makes the code behind a tool from its method. */
    private interface Bodies {
        CheckedTool.Body of(Method method, ArgumentBinder binder);
    }

    private static List<ToolDefinition> of(Class<?> type, Bodies bodies, List<String> problems) {
        List<ToolDefinition> tools = new ArrayList<>();
        List<Method> methods = annotatedMethods(type);
        if (methods.isEmpty()) {
            problems.add(
                    type.getName() + ": has no method with @Tool. Fix: annotate a method, or leave the object out.");
        }
        for (Method method : methods) {
            List<String> found = new ArrayList<>();
            define(type, method, bodies, found).ifPresent(tools::add);
            problems.addAll(found);
        }
        tools.sort(Comparator.comparing(tool -> tool.spec().name()));
        return tools;
    }

    private static Optional<ToolDefinition> define(Class<?> type, Method method, Bodies bodies, List<String> problems) {
        String source = method.getDeclaringClass().getName() + "#" + method.getName();
        Tool annotation = method.getAnnotation(Tool.class);
        String name = nameOf(type, method, annotation);
        ToolNames.check(name, annotation.value(), source, problems);
        List<ToolParameter> parameters = ToolParameter.of(method, source, problems);
        ParametersSchema schema = ParametersSchema.of(parameters);
        Lint.check(source, schema, problems);
        Conduct conduct = Conduct.of(annotation, source, problems);
        if (Modifier.isPrivate(method.getModifiers())) {
            problems.add(Mistakes.isPrivate(source));
        } else if (!method.trySetAccessible()) {
            problems.add(
                    source + ": its module does not let others call it. Fix: open the package to dev.glmagent.core in"
                            + " module-info.java, or make class and method public and export the package.");
        }
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        ToolSpec spec = new ToolSpec(name, annotation.value(), schema.json());
        ArgumentBinder binder = new ArgumentBinder(name, parameters, schema);
        CheckedTool.Body body = Coercion.before(conduct, schema, bodies.of(method, binder));
        return Optional.of(new CheckedTool(spec, source, method.getGenericReturnType(), conduct, body));
    }

    private static String nameOf(Class<?> type, Method method, Tool annotation) {
        String own = annotation.name().isEmpty() ? method.getName() : annotation.name();
        ToolGroup group = type.getAnnotation(ToolGroup.class);
        return group == null ? own : group.value() + "_" + own;
    }

    /**
     * The annotated methods of the class, its superclasses and interfaces, one per signature. An override needs no
     * annotation of its own, so that a generated proxy class shows the tools of what it stands before; calling the
     * annotated method on the instance still goes through the override.
     */
    private static List<Method> annotatedMethods(Class<?> type) {
        Map<String, Method> bySignature = new TreeMap<>();
        for (Class<?> owner : lineage(type)) {
            for (Method method : owner.getDeclaredMethods()) {
                if (method.isAnnotationPresent(Tool.class) && !method.isBridge()) {
                    bySignature.putIfAbsent(method.getName() + Arrays.toString(method.getParameterTypes()), method);
                }
            }
        }
        return List.copyOf(bySignature.values());
    }

    static Set<Class<?>> lineage(Class<?> type) {
        Set<Class<?>> lineage = new LinkedHashSet<>();
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            lineage.add(c);
        }
        for (Class<?> c : List.copyOf(lineage)) {
            addInterfaces(c, lineage);
        }
        return lineage;
    }

    private static void addInterfaces(Class<?> type, Set<Class<?>> lineage) {
        for (Class<?> parent : type.getInterfaces()) {
            lineage.add(parent);
            addInterfaces(parent, lineage);
        }
    }
}
