package dev.glmagent.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.testkit.GlmEmulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The READMEs' programs compile as shown, run, and print what the READMEs say. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);

    private record Block(String language, String text) {}

    private static List<Block> blocks(String readme) throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(root().resolve(readme)));
        return matcher.results()
                .map(found -> new Block(found.group(1), found.group(2)))
                .toList();
    }

    private static Path root() {
        return Path.of("..").toAbsolutePath().normalize();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void the_program_is_short_compiles_runs_and_prints_what_is_shown(String readme, @TempDir Path dir)
            throws Exception {
        List<Block> blocks = blocks(readme);
        String program = blocks.get(1).text();
        String output = blocks.get(2).text();

        assertThat(program.lines().count()).isLessThanOrEqualTo(20);
        compile(dir, "Quickstart", program);
        assertThat(run(dir, "Quickstart")).isEqualTo(output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void every_other_java_snippet_compiles(String readme, @TempDir Path dir) throws IOException {
        List<Block> snippets = blocks(readme).stream()
                .filter(block -> block.language().equals("java"))
                .skip(1)
                .toList();

        assertThat(snippets).isNotEmpty();
        for (Block snippet : snippets) {
            compile(
                    dir,
                    "Snippet",
                    "import dev.glmagent.*; import dev.glmagent.glm.*; import dev.glmagent.testkit.*;\n"
                            + "class Snippet { void run() throws Exception {\n" + snippet.text() + "}}");
        }
    }

    private static final String JDK =
            "import java.net.*; import java.net.http.*; import java.nio.file.*; import java.time.*; import java.util.*; import java.util.concurrent.*; import java.util.regex.*; import java.util.stream.*;";

    /** Each page with what its snippets speak of without showing it. A class stands beside the others, code in a method. */
    static List<Arguments> pages() {
        return List.of(
                Arguments.of(
                        "docs/tools.md",
                        "import dev.glmagent.*; import dev.glmagent.glm.*; import dev.glmagent.chat.*; import dev.glmagent.tool.*;",
                        "interface Container { <T> T get(Class<T> type); }\n"
                                + "static class Shop { Shop(String region) {} @Tool(\"d\") void open() {} }",
                        "Container container"),
                Arguments.of(
                        "docs/agents.md",
                        "import dev.glmagent.*; import dev.glmagent.chat.*; import dev.glmagent.loop.*;"
                                + " import dev.glmagent.testing.*; import dev.glmagent.tool.*;",
                        "",
                        "Agent agent, ChatModel model, ToolRegistry tools"),
                Arguments.of(
                        "docs/typed-answers.md",
                        "import dev.glmagent.*; import dev.glmagent.chat.*; import dev.glmagent.tool.*;",
                        "",
                        "Agent agent"),
                Arguments.of(
                        "docs/composition.md",
                        "import dev.glmagent.*; import dev.glmagent.chat.*; import dev.glmagent.tool.*;",
                        "",
                        "ChatModel model, ToolRegistry tools"),
                Arguments.of(
                        "docs/sessions.md",
                        "import dev.glmagent.*; import dev.glmagent.chat.*; import dev.glmagent.loop.*;"
                                + " import dev.glmagent.session.*; import dev.glmagent.tool.*;",
                        "static Agent agent;",
                        "ChatModel model, ToolRegistry tools, String userId"),
                Arguments.of(
                        "docs/guards.md",
                        "import dev.glmagent.*; import dev.glmagent.chat.*; import dev.glmagent.tool.*;",
                        "",
                        "ChatModel model, ToolRegistry tools"),
                Arguments.of(
                        "docs/glm.md",
                        "import dev.glmagent.*; import dev.glmagent.chat.*; import dev.glmagent.glm.*; import dev.glmagent.glm.agent.*;"
                                + " import dev.glmagent.glm.assistant.*; import dev.glmagent.glm.batch.*; import dev.glmagent.tool.*;"
                                + " import dev.glmagent.glm.chat.*; import dev.glmagent.glm.embedding.*; import dev.glmagent.glm.file.*;"
                                + " import dev.glmagent.glm.finetune.*; import dev.glmagent.glm.image.*;"
                                + " import dev.glmagent.glm.knowledge.*; import dev.glmagent.glm.text.*;",
                        "static Glm glm; static GlmChatModel model;",
                        ""),
                Arguments.of(
                        "docs/emulator.md",
                        "import dev.glmagent.testkit.*; import dev.glmagent.testkit.junit.*; import org.junit.jupiter.api.*;"
                                + " import static dev.glmagent.testkit.Match.*;",
                        "",
                        ""),
                Arguments.of(
                        "docs/tools-catalogue.md",
                        "import dev.glmagent.*; import dev.glmagent.tool.*; import dev.glmagent.tools.calculator.*;"
                                + " import dev.glmagent.tools.clock.*; import dev.glmagent.tools.file.*; import dev.glmagent.tools.http.*;"
                                + " import dev.glmagent.tools.sql.*; import dev.glmagent.tools.text.*;",
                        "",
                        "javax.sql.DataSource readerOnly"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pages")
    void every_snippet_of_a_page_compiles(
            String page, String imports, String members, String parameters, @TempDir Path dir) throws IOException {
        List<String> snippets = blocks(page).stream()
                .filter(block -> block.language().equals("java"))
                .map(Block::text)
                .toList();
        List<String> types = snippets.stream().filter(ReadmeTest::isType).toList();
        String shared = members + "\n"
                + types.stream()
                        .map(type -> type.replaceFirst("public class", "public static class"))
                        .collect(Collectors.joining("\n"));

        assertThat(snippets).isNotEmpty();
        for (String snippet : snippets) {
            String code = isType(snippet) ? "" : snippet;
            compile(
                    dir,
                    "Page",
                    imports + JDK + "class Page {\n" + shared + "\nvoid run(" + parameters + ") throws Exception {\n"
                            + code + "}}");
        }
    }

    private static boolean isType(String snippet) {
        return snippet.startsWith("public class") || snippet.startsWith("@GlmTest");
    }

    @Test
    void the_two_readmes_show_the_same_code() throws IOException {
        List<Block> english = blocks("README.md");
        List<Block> chinese = blocks("README.zh-CN.md");

        assertThat(chinese)
                .extracting(Block::language)
                .isEqualTo(english.stream().map(Block::language).toList());
        for (int i : new int[] {1, 2}) {
            assertThat(chinese.get(i)).isEqualTo(english.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "README.zh-CN.md",
                "CONTRIBUTING.md",
                "docs/agents.md",
                "docs/architecture.md",
                "docs/composition.md",
                "docs/emulator.md",
                "docs/glm.md",
                "docs/guards.md",
                "docs/service.md",
                "docs/sessions.md",
                "docs/tools.md",
                "docs/tools-catalogue.md",
                "docs/typed-answers.md"
            })
    void every_link_to_a_file_leads_somewhere(String page) throws IOException {
        Path file = root().resolve(page);
        Matcher links = Pattern.compile("\\]\\((?!http)([^)#]+)\\)").matcher(Files.readString(file));

        links.results()
                .map(link -> link.group(1))
                .forEach(link -> assertThat(file.resolveSibling(link)).as(page).exists());
    }

    private static void compile(Path dir, String name, String program) throws IOException {
        Path source = Files.writeString(dir.resolve(name + ".java"), program);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();
        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of(
                                "-parameters",
                                "-proc:none",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-d",
                                dir.toString()),
                        null,
                        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)
                                .getJavaFileObjects(source))
                .call();
        assertThat(compiled).as(messages.toString()).isTrue();
    }

    private static String run(Path dir, String name) throws Exception {
        PrintStream realOut = System.out;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        try (GlmEmulator emulator = GlmEmulator.start();
                URLClassLoader loader =
                        new URLClassLoader(new URL[] {dir.toUri().toURL()})) {
            System.setProperty("glm.apiKey", emulator.apiKey());
            System.setProperty("glm.baseUrl", emulator.baseUrl());
            System.setOut(new PrintStream(captured, true, StandardCharsets.UTF_8));
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } catch (InvocationTargetException e) {
            throw new AssertionError(name + " failed", e.getTargetException());
        } finally {
            System.setOut(realOut);
            System.clearProperty("glm.apiKey");
            System.clearProperty("glm.baseUrl");
        }
        return captured.toString(StandardCharsets.UTF_8);
    }
}
