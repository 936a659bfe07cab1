package dev.glmagent.tool.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers from the {@link ToolIndex}es of the class path, where they are known to be complete: every root that has classes
 * in a package asked for must have an index that names the package. Otherwise the class files are scanned, so that the
 * result is the same with and without an index.
 */
final class IndexedTools {

    private static final Logger log = LoggerFactory.getLogger(IndexedTools.class);

    private IndexedTools() {}

    /** The tool classes of the packages, by name; empty when there is no complete index. */
    static Optional<List<Class<?>>> classes(List<String> packages, ClassLoader loader) {
        Map<String, ToolIndex> byRoot = byRoot(loader);
        if (byRoot.isEmpty()) {
            return Optional.empty();
        }
        for (String wanted : packages) {
            Optional<String> gap = gap(wanted, byRoot, loader);
            if (gap.isPresent()) {
                log.debug("{} has classes that no tool index speaks of; scanning instead", gap.get());
                return Optional.empty();
            }
        }
        try {
            Set<String> names = new TreeSet<>();
            byRoot.values()
                    .forEach(index -> index.classes().stream()
                            .filter(name -> packages.stream().anyMatch(wanted -> name.startsWith(wanted + ".")))
                            .forEach(names::add));
            List<Class<?>> classes = new ArrayList<>(names.size());
            for (String name : names) {
                classes.add(Class.forName(name, false, loader));
            }
            return Optional.of(classes);
        } catch (ClassNotFoundException stale) {
            log.info("The tool index names a class that is gone; scanning instead. Fix: compile again.", stale);
            return Optional.empty();
        }
    }

    /** The names of a tool method's parameters, for a class that was compiled without {@code -parameters}. */
    static Optional<List<String>> parameterNames(Method method) {
        ClassLoader loader = method.getDeclaringClass().getClassLoader();
        if (loader == null) {
            return Optional.empty();
        }
        String key = ToolIndex.key(
                method.getDeclaringClass().getName(),
                method.getName(),
                Arrays.stream(method.getParameterTypes()).map(Type::getTypeName).toList());
        return byRoot(loader).values().stream()
                .map(index -> index.parameters().get(key))
                .filter(names -> names != null && names.size() == method.getParameterCount())
                .findFirst();
    }

    /** All indexes that a class loader sees, by the root they stand in: a directory, or a jar. */
    private static Map<String, ToolIndex> byRoot(ClassLoader loader) {
        Map<String, ToolIndex> byRoot = new TreeMap<>();
        try {
            for (URL url : Collections.list(loader.getResources(ToolIndex.PATH))) {
                URLConnection connection = url.openConnection();
                connection.setUseCaches(false);
                Optional<ToolIndex> index;
                try (InputStream in = connection.getInputStream()) {
                    index = ToolIndex.read(in);
                }
                String text = url.toString();
                if (index.isPresent()) {
                    byRoot.put(text.substring(0, text.length() - ToolIndex.PATH.length()), index.get());
                } else {
                    log.warn("{} is not of this version and is ignored. Fix: compile its module again.", text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The tool indexes of the class path cannot be read.", e);
        }
        return byRoot;
    }

    /** A place with classes of the package that its index, if it has one, does not know. */
    private static Optional<String> gap(String wanted, Map<String, ToolIndex> byRoot, ClassLoader loader) {
        String path = wanted.replace('.', '/') + "/";
        try {
            for (URL url : Collections.list(loader.getResources(path))) {
                String text = url.toString();
                String root =
                        text.substring(0, text.length() - (text.endsWith("/") ? path.length() : path.length() - 1));
                ToolIndex index = byRoot.get(root);
                Set<String> known = index == null ? Set.of() : index.packages();
                if (!known.containsAll(packagesWithClasses(url, path, wanted))) {
                    return Optional.of(text);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("The packages of " + wanted + " cannot be listed.", e);
        }
    }

    private static Set<String> packagesWithClasses(URL url, String path, String wanted) throws IOException {
        if (url.getProtocol().equals("file")) {
            Path directory = Path.of(URI.create(url.toString()));
            try (Stream<Path> files = Files.walk(directory)) {
                return files.filter(IndexedTools::isClass)
                        .map(file -> directory.relativize(file.getParent()).toString())
                        .map(below -> below.isEmpty() ? wanted : wanted + "." + below.replaceAll("[/\\\\]", "."))
                        .collect(Collectors.toSet());
            }
        }
        if (url.openConnection() instanceof JarURLConnection connection) {
            connection.setUseCaches(false);
            try (JarFile jar = connection.getJarFile()) {
                return jar.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> name.startsWith(path) && name.endsWith(".class"))
                        .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                        .collect(Collectors.toSet());
            }
        }
        return Set.of(); // a place that cannot be listed, such as a native image: its index is all there is
    }

    private static boolean isClass(Path file) {
        return file.toString().endsWith(".class");
    }
}
