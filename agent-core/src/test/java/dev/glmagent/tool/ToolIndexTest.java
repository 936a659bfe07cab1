package dev.glmagent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.tool.internal.ToolProcessor;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The index that the compiler writes: what stands in it, that it changes no result, and what the compiler refuses. */
class ToolIndexTest {

    private static final String INDEX = "META-INF/glm-agent/tools.index";

    private static final Map<String, String> SHOP = Map.of(
            "shop/Orders.java",
            """
            package shop;
            import dev.glmagent.tool.*;
            import java.util.*;
            public class Orders extends Base implements Counted {
                @Tool("Finds orders") List<String> find(String text, int[] limits, Map<String, Integer> more) { return List.of(text); }
                public static class Nested { @Tool("Nested") String nested() { return "n"; } }
                Object local() { return new Object() { @Tool("Anonymous") String anonymous() { return "a"; } }; }
            }
            """,
            "shop/Base.java",
            """
            package shop;
            import dev.glmagent.tool.*;
            abstract class Base { @Tool("Inherited") String inherited() { return "i"; } }
            """,
            "shop/Counted.java",
            """
            package shop;
            import dev.glmagent.tool.*;
            interface Counted { @Tool("Counts") default int count(String what) { return 1; } }
            """,
            "shop/deep/Heir.java",
            """
            package shop.deep;
            public class Heir extends lib.Library {}
            """,
            "shop/deep/Plain.java",
            """
            package shop.deep;
            public class Plain { static { System.setProperty("glmagent.test.plain", "initialised"); } }
            """);

    private static final Map<String, String> LIBRARY = Map.of("lib/Library.java", """
            package lib;
            import dev.glmagent.tool.*;
            public abstract class Library { @Tool("From a library") public String borrowed() { return "b"; } }
            """);

    @TempDir
    private Path dir;

    private Path library;

    @BeforeEach
    void compileLibrary() throws IOException {
        library = compile("lib", LIBRARY, false, true);
    }

    @Test
    void the_index_names_packages_classes_and_parameters() throws IOException {
        Path shop = compile("shop", SHOP, true, true);

        assertThat(shop.resolve(INDEX)).hasContent("""
                glm-agent tool index 1
                package shop
                package shop.deep
                class shop.Orders
                class shop.Orders$Nested
                class shop.deep.Heir
                method shop.Base#inherited()\s
                method shop.Counted#count(java.lang.String) what
                method shop.Orders#find(java.lang.String,int[],java.util.Map) text,limits,more
                method shop.Orders$Nested#nested()\s
                """);
    }

    @Test
    void a_scan_gives_the_same_with_and_without_an_index() throws IOException {
        List<String> scanned = tools(compile("scanned", SHOP, false, true));
        List<String> indexed = tools(compile("indexed", SHOP, true, true));

        assertThat(indexed).isEqualTo(scanned);
        assertThat(indexed)
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly("count", "find", "inherited", "nested", "borrowed");
        assertThat(System.getProperty("glmagent.test.plain")).isNull();
    }

    @Test
    void a_jar_is_as_good_as_a_directory() throws IOException {
        Path indexed = compile("indexed", SHOP, true, true);

        assertThat(tools(jar(indexed))).isEqualTo(tools(indexed));
    }

    @Test
    void classes_that_no_index_speaks_of_are_found_all_the_same() throws IOException {
        Path indexed = compile("indexed", SHOP, true, true);
        Path other = compile("other", Map.of("shop/more/More.java", """
                package shop.more;
                import dev.glmagent.tool.*;
                public class More { @Tool("More") String more() { return "m"; } }
                """), false, true);

        assertThat(tools(indexed, other)).anyMatch(line -> line.startsWith("more "));
        // One jar made of both, as a build without a rule for merging makes it: the index knows half of it.
        copy(other, indexed);
        assertThat(tools(jar(indexed))).anyMatch(line -> line.startsWith("more "));
    }

    @Test
    void an_index_that_names_a_class_that_is_gone_is_not_believed() throws IOException {
        Path indexed = compile("indexed", SHOP, true, true);
        Files.delete(indexed.resolve("shop/Orders$Nested.class"));

        assertThat(tools(indexed)).noneMatch(line -> line.startsWith("nested ")).hasSize(4);
    }

    @Test
    void an_index_of_another_version_is_not_believed() throws IOException {
        Path indexed = compile("indexed", SHOP, true, true);
        List<String> before = tools(indexed);
        Files.writeString(indexed.resolve(INDEX), "glm-agent tool index 2\nclass shop.Nothing\n");

        assertThat(tools(indexed)).isEqualTo(before);
    }

    @Test
    void an_incremental_build_keeps_what_it_does_not_compile() throws IOException {
        Path indexed = compile("indexed", SHOP, true, true);
        String before = Files.readString(indexed.resolve(INDEX));
        compile("indexed", Map.of("shop/Orders.java", SHOP.get("shop/Orders.java")), true, true);

        assertThat(indexed.resolve(INDEX)).hasContent(before);
    }

    @Test
    void the_index_knows_parameter_names_where_the_class_file_does_not() throws IOException {
        Path named = compile("named", SHOP, true, true);
        Path nameless = compile("nameless", SHOP, true, false);
        Path neither = compile("neither", SHOP, false, false);

        assertThat(tools(nameless)).isEqualTo(tools(named));
        assertThatThrownBy(() -> tools(neither))
                .isInstanceOf(InvalidToolException.class)
                .hasMessageContaining("shop.Counted#count(arg0): its real name is not in the class file.");
    }

    @Test
    void the_compiler_refuses_what_it_can_see() {
        List<String> errors = errors(Map.of("bad/Bad.java", """
                package bad;
                import dev.glmagent.tool.*;
                import java.util.*;
                @ToolGroup("shop")
                public class Bad {
                    enum Unit { CELSIUS }
                    @Tool("") void undescribed() {}
                    @Tool(value = "d", name = "天气") void name() {}
                    @Tool(value = "d", timeoutSeconds = 0, readOnly = true, destructive = true) void conduct() {}
                    @Tool("d") private void hidden() {}
                    @Tool("d") void twice() {}
                    @Tool("d") void twice(String a) {}
                    @Tool("d") void optional(@Param(required = false) int days) {}
                    @Tool("d") void defaults(@Param(defaultValue = "soon") int a, @Param(defaultValue = "KELVIN") Unit b) {}
                    @Tool("d") void open(Object a, List raw, Optional none, Map<String, Object> deep) {}
                    @Tool("d") void same(@Param(name = "x") int a, @Param(name = "x") int b) {}
                    @Tool("d") void both(@Context @Param("p") String a) {}
                    @Tool("d") void fine(@Context Object who, ToolContext c, @Param(defaultValue = "CELSIUS") Unit u, @Param(defaultValue = "3") Integer n) {}
                }
                """));

        assertThat(errors)
                .containsExactlyInAnyOrder(
                        "bad.Bad#undescribed: has no description, and the model chooses tools by it. Fix: say what the tool does.",
                        "bad.Bad#name: the tool name \"shop_天气\" does not fit [a-zA-Z0-9_-]{1,64}. Fix: give it another name.",
                        "bad.Bad#conduct: timeoutSeconds is 0. Fix: at least 1.",
                        "bad.Bad#conduct: is both readOnly and destructive. Fix: leave one of them out.",
                        "bad.Bad#hidden: is private. Fix: make it public or package-private.",
                        "bad.Bad#twice: the tool name \"shop_twice\" is taken by bad.Bad#twice. Fix: give one of them another name"
                                + " with @Tool(name = …).",
                        "bad.Bad#optional(days): is optional, but a primitive cannot be missing. Fix: use the boxed type, Optional,"
                                + " or a defaultValue.",
                        "bad.Bad#defaults(a): the default value \"soon\" is not an int. Fix: write it as JSON, or as plain text for"
                                + " text, dates and enums.",
                        "bad.Bad#defaults(b): the default value \"KELVIN\" is not an Unit. Fix: write it as JSON, or as plain text"
                                + " for text, dates and enums.",
                        "bad.Bad#open(a): its type says nothing to the model. Fix: use a concrete type.",
                        "bad.Bad#open(raw): its type says nothing to the model. Fix: use a concrete type.",
                        "bad.Bad#open(none): is a raw Optional. Fix: say what it holds, as in Optional<String>.",
                        "bad.Bad#open(deep): its type says nothing to the model. Fix: use a concrete type.",
                        "bad.Bad#same: two parameters are named \"x\". Fix: @Param(name = …).",
                        "bad.Bad#both(a): has both @Context and @Param; a context value is not filled by the model. Fix: leave one of"
                                + " them out.");
    }

    /** Name and schema of each tool of the package {@code shop}, found in these places. */
    private List<String> tools(Path... places) throws IOException {
        List<URL> urls = new ArrayList<>(List.of(library.toUri().toURL()));
        for (Path place : places) {
            urls.add(place.toUri().toURL());
        }
        try (URLClassLoader loader =
                new URLClassLoader(urls.toArray(URL[]::new), getClass().getClassLoader())) {
            return under(
                    loader,
                    () -> ToolRegistry.scan("shop").definitions().stream()
                            .map(tool -> tool.spec().name() + " " + tool.source() + " "
                                    + tool.spec().parameters())
                            .toList());
        }
    }

    private static <T> T under(ClassLoader loader, Supplier<T> work) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return work.get();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private Path compile(String name, Map<String, String> sources, boolean index, boolean parameterNames)
            throws IOException {
        Path classes = Files.createDirectories(dir.resolve(name));
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        assertThat(compile(classes, sources, index, parameterNames, found))
                .as(found.getDiagnostics().toString())
                .isTrue();
        return classes;
    }

    private List<String> errors(Map<String, String> sources) {
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        try {
            compile(Files.createDirectories(dir.resolve("bad")), sources, true, true, found);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return found.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .map(each -> each.getMessage(Locale.ENGLISH))
                .toList();
    }

    private boolean compile(
            Path classes,
            Map<String, String> sources,
            boolean index,
            boolean parameterNames,
            DiagnosticCollector<JavaFileObject> found)
            throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path file =
                    dir.resolve("src").resolve(classes.getFileName().toString()).resolve(source.getKey());
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source.getValue()));
        }
        String path = System.getProperty("java.class.path")
                + System.getProperty("path.separator")
                + classes
                + System.getProperty("path.separator")
                + library;
        List<String> options = new ArrayList<>(List.of("-d", classes.toString(), "-cp", path));
        if (parameterNames) {
            options.add("-parameters");
        }
        if (!index) {
            options.add("-proc:none");
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(found, Locale.ENGLISH, null)) {
            JavaCompiler.CompilationTask task =
                    compiler.getTask(null, manager, found, options, null, manager.getJavaFileObjectsFromPaths(files));
            if (index) {
                task.setProcessors(List.of(new ToolProcessor()));
            }
            return task.call();
        }
    }

    private Path jar(Path classes) throws IOException {
        Path jar = dir.resolve(classes.getFileName() + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.sorted().toList()) {
                String name = classes.relativize(file).toString();
                if (Files.isDirectory(file)) {
                    if (!name.isEmpty()) {
                        entries.putNextEntry(new JarEntry(name + "/"));
                    }
                } else {
                    entries.putNextEntry(new JarEntry(name));
                    Files.copy(file, entries);
                }
            }
        }
        return jar;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
