package dev.glmagent.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/service.md compile, all together, on the line of Boot that is on the class path. */
class ServicePageTest {

    private static final String IMPORTS = """
            import dev.glmagent.*; import dev.glmagent.chat.*; import dev.glmagent.spring.*; import dev.glmagent.tool.*;
            import java.util.*; import org.springframework.boot.test.context.TestConfiguration;
            import org.springframework.context.annotation.*; import org.springframework.stereotype.Service;
            """;

    @Test
    void every_java_example_compiles(@TempDir Path dir) throws IOException {
        String page = Files.readString(Path.of("../../docs/service.md"));
        List<String> examples = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
        Path source = Files.writeString(
                dir.resolve("Page.java"), examples.stream().collect(Collectors.joining("\n", IMPORTS, "")));
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter messages = new StringWriter();

        boolean compiled = compiler.getTask(
                        messages,
                        null,
                        null,
                        List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", dir.toString()),
                        null,
                        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)
                                .getJavaFileObjects(source))
                .call();

        assertThat(examples).hasSize(5);
        assertThat(compiled).as(messages.toString()).isTrue();
    }
}
