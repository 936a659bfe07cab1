package dev.glmagent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ToolCall;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What tools say about themselves, and which failed calls are made again because of it. */
class ToolHintsTest {

    /** Counts its calls, fails the first ones. */
    static class Flaky {
        final List<String> calls = new ArrayList<>();

        private String fails(String how) throws Exception {
            calls.add(how);
            if (calls.size() > 2) {
                return "at last";
            }
            throw switch (how) {
                case "io" -> new IOException("reset");
                case "unchecked io" -> new UncheckedIOException(new IOException("reset"));
                case "sql" -> new SQLTransientException("busy");
                case "told" -> ToolException.transientFailure("the shop is busy", new IOException("503"));
                case "told for good" -> new ToolException("no such city");
                case "no file" -> new FileNotFoundException("a.txt");
                default -> new IllegalStateException(how);
            };
        }

        @Tool(value = "Reads", readOnly = true)
        String read(String how) throws Exception {
            return fails(how);
        }

        @Tool(value = "Reads later", idempotent = true, openWorld = true)
        CompletableFuture<String> later(String how) {
            try {
                return CompletableFuture.completedFuture(fails(how));
            } catch (Exception e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Tool(value = "Writes", destructive = true)
        String write(String how) throws Exception {
            return fails(how);
        }
    }

    private final Flaky flaky = new Flaky();
    private final ToolRegistry tools = ToolRegistry.of(flaky);

    @ParameterizedTest
    @CsvSource({
        "read,io,3,at last",
        "read,unchecked io,3,at last",
        "read,sql,3,at last",
        "read,told,3,at last",
        "later,io,3,at last",
        "read,told for good,1,no such city",
        "read,no file,1,read failed: FileNotFoundException",
        "read,bug,1,read failed: IllegalStateException",
        "write,io,1,write failed: IOException",
        "write,told,1,the shop is busy"
    })
    void only_a_passing_failure_of_a_repeatable_tool_is_tried_again(String tool, String how, int calls, String text) {
        ToolResult result = tools.call(new ToolCall("1", tool, "{\"how\":\"" + how + "\"}"));

        assertThat(result.text()).isEqualTo(text);
        assertThat(flaky.calls).hasSize(calls);
    }

    @Test
    void three_attempts_are_all() {
        ToolDefinition down = ToolDefinition.builder("down")
                .description("d")
                .hints(ToolHints.READ_ONLY)
                .build("{\"type\":\"object\"}", (json, context) -> {
                    flaky.calls.add(json);
                    throw new IOException("down");
                });

        assertThat(down.call("", new ToolContext("down", "1")).text()).isEqualTo("down failed: IOException");
        assertThat(flaky.calls).hasSize(3);
    }

    @Test
    void an_interrupt_ends_the_waiting() {
        Thread.currentThread().interrupt();

        ToolResult result = tools.call(new ToolCall("1", "read", "{\"how\":\"io\"}"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(result.text()).isEqualTo("read failed: IOException");
        assertThat(flaky.calls).hasSize(1);
    }

    @Test
    void hints_reach_the_definition_through_every_wrapping() {
        ToolRegistry wrapped = tools.prefix("my_").intercept(ToolInterceptor.Call::proceed);

        assertThat(wrapped.find("my_read").orElseThrow().hints()).isEqualTo(new ToolHints(true, false, false, false));
        assertThat(wrapped.find("my_write").orElseThrow().hints()).isEqualTo(ToolHints.DESTRUCTIVE);
        assertThat(wrapped.find("my_later").orElseThrow().hints()).isEqualTo(new ToolHints(false, false, true, true));
    }

    static class Careless {
        @Tool(value = "d", readOnly = true, destructive = true)
        void both() {}
    }

    @Test
    void what_does_not_go_together_is_told() {
        assertThatThrownBy(() -> ToolRegistry.of(new Careless()))
                .hasMessageContaining("#both: is both readOnly and destructive. Fix: leave one of them out.");
        assertThatThrownBy(() -> ToolDefinition.builder("slow").timeout(Duration.ZERO))
                .hasMessage("the time limit of tool \"slow\" is PT0S. Fix: a positive duration, for example"
                        + " Duration.ofSeconds(30).");
    }

    @Test
    void a_builder_says_the_same_things() {
        ToolDefinition tool = ToolDefinition.builder("t")
                .description("d")
                .hints(ToolHints.DESTRUCTIVE)
                .timeout(Duration.ofSeconds(3))
                .parallel(false)
                .build("{\"type\":\"object\"}", (json, context) -> "");

        assertThat(tool.hints().destructive()).isTrue();
        assertThat(tool.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(tool.parallel()).isFalse();
    }
}
