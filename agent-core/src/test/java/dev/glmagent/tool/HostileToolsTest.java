package dev.glmagent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows F43 to F45 of the fault matrix: whatever a tool throws is contained, and only words meant for the model reach it. */
class HostileToolsTest {

    /** Its message cannot be read. */
    static class Sulking extends RuntimeException {
        @Override
        public @Nullable String getMessage() {
            throw new IllegalStateException("no message for you");
        }
    }

    static class SulkingToolException extends ToolException {
        SulkingToolException() {
            super("unseen");
        }

        @Override
        public @Nullable String getMessage() {
            throw new IllegalStateException("no message for you");
        }
    }

    static class Broken {
        static final int VALUE = Integer.parseInt("not a number");
    }

    private static Throwable cyclic() {
        RuntimeException a = new RuntimeException("a");
        RuntimeException b = new RuntimeException("b", a);
        a.initCause(b);
        return a;
    }

    private static Throwable deep() {
        Throwable cause = new IllegalStateException("jdbc:secret");
        for (int i = 0; i < 10; i++) {
            cause = new RuntimeException("level " + i, cause);
        }
        return cause;
    }

    static List<Arguments> thrown() {
        return List.of(
                Arguments.of("F43 checked", new Exception("url with secret"), "t failed: Exception"),
                Arguments.of("F43 null message", new RuntimeException((String) null), "t failed: RuntimeException"),
                Arguments.of("F43 message that throws", new Sulking(), "t failed: Sulking"),
                Arguments.of("F43 tool message that throws", new SulkingToolException(), "t failed"),
                Arguments.of("F43 cyclic cause", cyclic(), "t failed: RuntimeException"),
                Arguments.of("F43 ten causes", deep(), "t failed: RuntimeException"),
                Arguments.of("F43 anonymous class", new RuntimeException("x") {}, "t failed: RuntimeException"),
                Arguments.of("F44 stack overflow", new StackOverflowError(), "t failed: StackOverflowError"),
                Arguments.of("F44 assertion", new AssertionError("x"), "t failed: AssertionError"),
                Arguments.of(
                        "F44 missing class", new NoClassDefFoundError("com/Gone"), "t failed: NoClassDefFoundError"));
    }

    private static ToolDefinition throwing(Throwable error) {
        return ToolDefinition.builder("t").description("d").build("{\"type\":\"object\"}", (json, context) -> {
            if (error instanceof Error fatal) {
                throw fatal;
            }
            throw (Exception) error;
        });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("thrown")
    void is_contained(String row, Throwable error, String text) {
        ToolResult result = throwing(error).call("", new ToolContext("t", "1"));

        assertThat(result).isInstanceOf(ToolResult.Failed.class);
        assertThat(result.text()).isEqualTo(text);
    }

    @Test
    void f44_a_class_that_cannot_be_initialised_is_contained_each_time() {
        ToolDefinition tool = ToolDefinition.builder("t")
                .description("d")
                .build("{\"type\":\"object\"}", (json, context) -> Map.of("value", Broken.VALUE));

        assertThat(Stream.of(1, 2)
                        .map(i -> tool.call("", new ToolContext("t", "1")).text()))
                .containsExactly("t failed: ExceptionInInitializerError", "t failed: NoClassDefFoundError");
    }

    @Test
    void f45_out_of_memory_is_not_contained() {
        assertThatThrownBy(() -> throwing(new OutOfMemoryError("x")).call("", new ToolContext("t", "1")))
                .isInstanceOf(OutOfMemoryError.class);
    }
}
