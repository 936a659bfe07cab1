package dev.glmagent.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.glm.Glm;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./demo emulator} as a shell and a client see it. */
class EmulatorCommandTest {

    @Test
    void it_prints_what_a_client_needs_and_answers_by_the_script(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(folder.resolve("s.yaml"), "[{replies: [{answer: 晴}]}]");
        PipedInputStream printed = new PipedInputStream();
        Terminal terminal = terminal(new PrintStream(new PipedOutputStream(printed), true, StandardCharsets.UTF_8));
        AtomicReference<Thread> runner = new AtomicReference<>();
        CompletableFuture<Integer> exit = CompletableFuture.supplyAsync(() -> {
            runner.set(Thread.currentThread());
            return Demo.run(terminal, "emulator", "--port", "0", "--script", script.toString());
        });
        BufferedReader lines = new BufferedReader(new InputStreamReader(printed, StandardCharsets.UTF_8));
        Map<String, String> environment = Map.of(
                "ZHIPUAI_BASE_URL",
                        Objects.requireNonNull(lines.readLine()).substring("export ZHIPUAI_BASE_URL=".length()),
                "ZHIPUAI_API_KEY",
                        Objects.requireNonNull(lines.readLine()).substring("export ZHIPUAI_API_KEY=".length()));

        try (Glm glm = Glm.from(new Properties(), environment)) {
            assertThat(glm.chatModel("glm-4")
                            .chat(ChatRequest.of(UserMessage.of("天气?")))
                            .message()
                            .text())
                    .isEqualTo("晴");
        }
        Objects.requireNonNull(runner.get()).interrupt();
        assertThat(exit.get()).isEqualTo(130);
    }

    @Test
    void a_script_that_is_none_is_wrong_usage(@TempDir Path folder) throws IOException {
        Path script = Files.writeString(folder.resolve("s.yaml"), "a: b");
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new BufferedReader(new StringReader("")),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of(),
                false);

        assertThat(Demo.run(terminal, "emulator", "--script", script.toString()))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("at $: a list of rules was expected.");
    }

    private static Terminal terminal(PrintStream out) {
        return new Terminal(
                new BufferedReader(new StringReader("")),
                out,
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                Map.of(),
                false);
    }
}
