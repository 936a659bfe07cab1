package dev.glmagent.tool.internal;

import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolFactory;
import io.github.classgraph.ClassGraph;
import io.github.classgraph.ClassInfo;
import io.github.classgraph.ScanResult;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds tool classes in packages: by the index that the compiler wrote, else by reading class files. Loads, without
 * initialising, only those that hold a tool.
 */
public final class PackageScan {

    private static final Logger log = LoggerFactory.getLogger(PackageScan.class);

    private PackageScan() {}

    /**
     * The tools of the packages.
     *
     * @param packages package names; sub-packages are included
     * @param factory makes the objects
     * @param problems receives each mistake found
     * @return the tools, by class name and tool name
     */
    public static List<ToolDefinition> tools(List<String> packages, ToolFactory factory, List<String> problems) {
        if (packages.isEmpty() || packages.stream().anyMatch(String::isBlank)) {
            problems.add("scan(" + String.join(", ", packages) + "): a package name is missing; the whole class path is"
                    + " never scanned. Fix: name the packages that hold your tools, as in scan(\"com.acme.tools\").");
            return List.of();
        }
        List<ToolDefinition> tools = new ArrayList<>();
        for (Class<?> type : toolClasses(packages)) {
            newInstance(type, factory, problems)
                    .ifPresent(instance -> tools.addAll(MethodTools.of(instance, problems)));
        }
        if (tools.isEmpty() && problems.isEmpty()) {
            problems.add(
                    "scan(" + String.join(", ", packages) + "): no method with @Tool was found there. Fix: check the"
                            + " package name, and that the classes are on the class path.");
        }
        log.debug("{} tools in packages {}", tools.size(), packages);
        return tools;
    }

    private static List<Class<?>> toolClasses(List<String> packages) {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader loader = context == null ? PackageScan.class.getClassLoader() : context;
        return IndexedTools.classes(packages, loader).orElseGet(() -> scanned(packages));
    }

    private static List<Class<?>> scanned(List<String> packages) {
        try (ScanResult scan = new ClassGraph()
                .acceptPackages(packages.toArray(String[]::new))
                .enableMethodInfo()
                .ignoreMethodVisibility()
                .ignoreClassVisibility()
                .enableAnnotationInfo()
                .enableExternalClasses()
                .scan()) {
            List<Class<?>> classes = new ArrayList<>();
            scan.getAllStandardClasses().stream()
                    .filter(info -> !info.isExternalClass() && !info.isAbstract())
                    .filter(info -> !info.isAnonymousInnerClass() && info.getFullyQualifiedDefiningMethodName() == null)
                    .sorted(Comparator.comparing(ClassInfo::getName))
                    .filter(PackageScan::hasTools)
                    .forEach(info -> classes.add(info.loadClass()));
            return classes;
        }
    }

    private static boolean hasTools(ClassInfo info) {
        return declaresTool(info)
                || info.getSuperclasses().stream().anyMatch(PackageScan::declaresTool)
                || info.getInterfaces().stream().anyMatch(PackageScan::declaresTool);
    }

    /** Of a class outside the packages the scan knows the name only; it is loaded and asked, not initialised. */
    private static boolean declaresTool(ClassInfo info) {
        if (!info.isExternalClass()) {
            return info.getDeclaredMethodInfo().stream().anyMatch(method -> method.hasAnnotation(Tool.class));
        }
        Class<?> outside = info.loadClass(true);
        return outside != null
                && Stream.concat(MethodTools.lineage(outside).stream(), Stream.of(outside))
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .anyMatch(method -> method.isAnnotationPresent(Tool.class));
    }

    private static Optional<Object> newInstance(Class<?> type, ToolFactory factory, List<String> problems) {
        try {
            return Optional.of(factory.create(type));
        } catch (NoSuchMethodException e) {
            problems.add(
                    type.getName() + ": has no constructor without parameters, so the scan cannot make one. Fix: add"
                            + " one, pass a ToolFactory to the scan, or pass an instance to ToolRegistry.of(…).");
        } catch (InvocationTargetException e) {
            problems.add(type.getName() + ": its constructor threw " + e.getTargetException()
                    + ". Fix: pass an instance to ToolRegistry.of(…).");
        } catch (Exception e) { // a factory may throw anything, and all mistakes are told at once
            problems.add(
                    type.getName() + ": could not be made: " + e + ". Fix: pass an instance to ToolRegistry.of(…).");
        }
        return Optional.empty();
    }

    /**
     * Makes an object by its constructor without parameters, whatever its visibility.
     *
     * @param type the class
     * @return the object
     * @throws ReflectiveOperationException when there is no such constructor or it throws
     */
    public static Object byDefaultConstructor(Class<?> type) throws ReflectiveOperationException {
        Constructor<?> constructor = type.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }
}
