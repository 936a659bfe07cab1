package dev.glmagent.benchmarks;

import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.internal.ToolProcessor;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The first registry of a process: tool classes found with and without an index, schemas made. A process is the unit, so
 * this starts one for each sample and prints the median, quickest and slowest.
 *
 * <pre>{@code agent-benchmarks/run-main ToolStartup}</pre>
 */
public final class ToolStartup {

    private static final int SAMPLES = 7;

    private ToolStartup() {}

    /**
     * Prepares the classes and measures, or, in a process of its own, takes one sample.
     *
     * @param args none; {@code sample DIRECTORY} takes one sample
     * @throws Exception when anything fails
     */
    public static void main(String[] args) throws Exception {
        if (args.length == 2 && args[0].equals("sample")) {
            System.out.println(sample(Path.of(args[1])));
            return;
        }
        System.out.println("| tools | found by | median ms | quickest | slowest |\n|---:|---|---:|---:|---:|");
        for (int tools : new int[] {10, 100, 1_000}) {
            for (boolean index : new boolean[] {true, false}) {
                Path classes = compile(tools, index);
                long[] millis = new long[SAMPLES];
                for (int i = 0; i < SAMPLES; i++) {
                    millis[i] = inAnotherProcess(classes);
                }
                Arrays.sort(millis);
                System.out.printf(
                        "| %d | %s | %d | %d | %d |%n",
                        tools, index ? "index" : "scan", millis[SAMPLES / 2], millis[0], millis[SAMPLES - 1]);
            }
        }
    }

    private static long sample(Path classes) throws IOException {
        ClassLoader parent = ToolStartup.class.getClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()}, parent)) {
            Thread.currentThread().setContextClassLoader(loader);
            long before = System.nanoTime();
            ToolRegistry tools = ToolRegistry.scan("generated");
            long took = System.nanoTime() - before;
            if (tools.definitions().isEmpty()) {
                throw new IllegalStateException("no tools in " + classes);
            }
            return TimeUnit.NANOSECONDS.toMillis(took);
        }
    }

    private static long inAnotherProcess(Path classes) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ToolStartup.class.getName(),
                        "sample",
                        classes.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("a sample failed: " + out);
        }
        return Long.parseLong(out.strip());
    }

    /** Five tools a class: plain parameters, one list, one record of its own. */
    private static Path compile(int tools, boolean index) throws IOException {
        Path root = Files.createTempDirectory("tool-startup");
        List<Path> sources = new ArrayList<>();
        for (int i = 0; i < tools / 5; i++) {
            String source = """
                    package generated;
                    import dev.glmagent.tool.*;
                    import java.util.*;
                    public class Tools%1$d {
                        public record Address(@Param("Street and number") String street, String city, Optional<String> country) {}
                        @Tool("Finds %1$d") public String find%1$d(@Param("Words") String text, @Param(defaultValue = "10") int limit) { return text; }
                        @Tool("Counts %1$d") public long count%1$d(@Param("Kind") String kind, boolean all) { return 1; }
                        @Tool("Adds %1$d") public String add%1$d(@Param("Names") List<String> names, double price) { return ""; }
                        @Tool("Moves %1$d") public String move%1$d(@Param("Where to") Address to, java.time.LocalDate on) { return ""; }
                        @Tool("Removes %1$d") public void remove%1$d(@Param("Its id") long id) {}
                    }
                    """.formatted(i);
            sources.add(Files.writeString(root.resolve("Tools" + i + ".java"), source));
        }
        Path classes = Files.createDirectory(root.resolve("classes"));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task = compiler.getTask(
                    null,
                    files,
                    null,
                    List.of(
                            "-parameters",
                            "-d",
                            classes.toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            index ? "-Xlint:none" : "-proc:none"),
                    null,
                    files.getJavaFileObjectsFromPaths(sources));
            if (index) {
                task.setProcessors(List.of(new ToolProcessor()));
            }
            if (!task.call()) {
                throw new IllegalStateException("the tools do not compile");
            }
        }
        return classes;
    }
}
