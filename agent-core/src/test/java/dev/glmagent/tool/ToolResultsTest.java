package dev.glmagent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.ToolCall;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a model sees of what a tool returns. */
class ToolResultsTest {

    sealed interface Shape permits Circle, Square {}

    record Circle(double r) implements Shape {}

    record Square(double side) implements Shape {}

    static class Node {
        public @Nullable Node next;
    }

    static class Tools {
        @Tool("d")
        CompletableFuture<String> later() {
            return CompletableFuture.supplyAsync(() -> "later");
        }

        @Tool("d")
        CompletableFuture<String> laterFails() {
            return CompletableFuture.failedFuture(new ToolException("no luck"));
        }

        @Tool("d")
        Optional<LocalDate> some() {
            return Optional.of(LocalDate.of(2026, 11, 23));
        }

        @Tool("d")
        Optional<String> none() {
            return Optional.empty();
        }

        @Tool("d")
        OptionalInt noNumber() {
            return OptionalInt.empty();
        }

        @Tool("d")
        byte[] picture() {
            return new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
        }

        @Tool("d")
        byte[] bytes() {
            return "?".getBytes(StandardCharsets.UTF_8);
        }

        @Tool("d")
        Stream<Integer> endless() {
            return Stream.iterate(0, i -> i + 1);
        }

        @Tool("d")
        Iterator<String> broken() {
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return true;
                }

                @Override
                public String next() {
                    throw new IllegalStateException("secret");
                }
            };
        }

        @Tool("d")
        Path path() {
            return Path.of("a", "b.txt");
        }

        @Tool("d")
        List<Shape> shapes() {
            return List.of(new Circle(1), new Square(2));
        }

        @Tool("d")
        Map<String, Shape> shapesByName() {
            return Map.of("c", new Circle(1));
        }

        @Tool("d")
        Node cyclic() {
            Node node = new Node();
            node.next = node;
            return node;
        }

        @Tool("d")
        String parses() {
            return new tools.jackson.databind.json.JsonMapper()
                    .readTree("{broken")
                    .toString();
        }

        @Tool("d")
        ToolResult own() {
            return new ToolResult.Failed("stock is empty", new IllegalStateException());
        }

        @Tool("d")
        String huge() {
            return "🙂".repeat(50_000);
        }

        @Tool("d")
        String dirty() {
            return "a\u0000b\u001b[31mc\ud83dd\u202ee\u200bf\u0007\n\tg\udb40\udc41h";
        }

        @Tool("d")
        String spaces() {
            return "  \n ";
        }
    }

    private final ToolRegistry tools = ToolRegistry.of(new Tools());

    private String result(String tool) {
        return tools.call(new ToolCall("1", tool, "")).text();
    }

    @Test
    void futures_are_awaited() {
        assertThat(result("later")).isEqualTo("later");
        assertThat(result("laterFails")).isEqualTo("no luck");
    }

    @Test
    void optionals_are_unwrapped() {
        assertThat(result("some")).isEqualTo("\"2026-11-23\"");
        assertThat(result("none")).isEqualTo("no result");
        assertThat(result("noNumber")).isEqualTo("no result");
        assertThat(result("spaces")).isEqualTo("no result");
    }

    @Test
    void bytes_are_told_by_size_and_type() {
        assertThat(result("picture")).isEqualTo("8 bytes of image/png");
        assertThat(result("bytes")).isEqualTo("1 bytes of unknown type");
    }

    @Test
    void streams_and_iterators_are_bounded() {
        String first = IntStream.range(0, 1000)
                .mapToObj(Integer::toString)
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();

        assertThat(result("endless")).isEqualTo("[" + first + "]\n[the first 1000 items; there are more]");
        assertThat(result("broken")).isEqualTo("broken failed: IllegalStateException");
        assertThat(result("path")).contains("a/b.txt");
    }

    @Test
    void kinds_of_sealed_types_say_which_they_are() {
        assertThat(result("shapes")).isEqualTo("[{\"type\":\"Circle\",\"r\":1.0},{\"type\":\"Square\",\"side\":2.0}]");
        assertThat(result("shapesByName")).isEqualTo("{\"c\":{\"type\":\"Circle\",\"r\":1.0}}");
    }

    @Test
    void what_cannot_be_written_is_an_error_for_the_model() {
        assertThat(tools.call(new ToolCall("1", "cyclic", "")).isError()).isTrue();
        assertThat(result("cyclic")).startsWith("cyclic failed: ");
        assertThat(result("parses")).isEqualTo("parses failed: StreamReadException");
    }

    @Test
    void a_result_of_the_tools_own_keeps_its_kind() {
        assertThat(tools.call(new ToolCall("1", "own", ""))).isInstanceOf(ToolResult.Failed.class);
        assertThat(result("own")).isEqualTo("stock is empty");
    }

    @Test
    void a_long_result_loses_its_middle_and_no_half_character() {
        String text = result("huge");

        assertThat(text)
                .startsWith("🙂🙂")
                .endsWith("🙂🙂")
                .contains("\n[… 84000 characters omitted; ask for a narrower range]\n");
        assertThat(text.length()).isLessThan(16_100);
        assertThat(text.codePoints()).doesNotContain(0xD83D, 0xDE42);
    }

    @Test
    void hidden_and_control_characters_do_not_reach_the_model() {
        assertThat(result("dirty")).isEqualTo("ab[31mc\uFFFDdef\n\tgh");
    }
}
