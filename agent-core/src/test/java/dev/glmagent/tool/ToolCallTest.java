package dev.glmagent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ToolCall;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the text a model wrote to the method and back. */
class ToolCallTest {

    enum Unit {
        CELSIUS,
        FAHRENHEIT
    }

    record Day(String city, LocalDate date, double high) {}

    static class Tools {
        int runs;

        @Tool("d")
        String weather(String city, @Param(defaultValue = "3") int days, Optional<Unit> unit, ToolContext context) {
            runs++;
            return city + " " + days + " " + unit + " " + context;
        }

        @Tool("d")
        double hottest(List<Day> days) {
            runs++;
            return days.stream().mapToDouble(Day::high).max().orElse(Double.NaN);
        }

        @Tool("d")
        @Nullable Object returns(String what) {
            return switch (what) {
                case "null" -> null;
                case "blank" -> " ";
                case "record" -> new Day("北京", LocalDate.of(2026, 11, 23), 4.5);
                case "list" -> List.of(1, 2);
                default -> "text";
            };
        }

        @Tool("d")
        void nothing() {}

        @Tool("d")
        String fails(String how) throws IOException {
            switch (how) {
                case "tool" -> throw new ToolException("unknown city \"Atlantis\"; try a larger one nearby");
                case "checked" -> throw new IOException("jdbc:secret");
                case "unchecked" -> throw new IllegalStateException("password=hunter2");
                case "stack" -> throw new StackOverflowError();
                case "linkage" -> throw new NoClassDefFoundError("com/acme/Gone");
                default -> throw new OutOfMemoryError("test");
            }
        }
    }

    private final Tools tools = new Tools();
    private final ToolRegistry registry = ToolRegistry.of(tools);

    private ToolResult call(String name, String arguments) {
        return registry.call(new ToolCall("call_1", name, arguments));
    }

    @Test
    void binds_checked_arguments_and_fills_defaults() {
        assertThat(call("weather", "{\"city\":\"北京\"}"))
                .isEqualTo(new ToolResult.Ok(
                        "北京 3 Optional.empty ToolContext[toolName=weather, callId=call_1, values=ContextValues[]]"));
        assertThat(call("weather", "{\"unit\":\"CELSIUS\",\"days\":7,\"city\":\"北京\"}")
                        .text())
                .startsWith("北京 7 Optional[CELSIUS]");
    }

    @Test
    void null_for_an_optional_parameter_means_left_out() {
        assertThat(call("weather", "{\"city\":\"北京\",\"days\":null,\"unit\":null}")
                        .text())
                .startsWith("北京 3 Optional.empty");
    }

    @Test
    void binds_with_the_full_generic_type() {
        assertThat(call(
                                "hottest",
                                "{\"days\":[{\"city\":\"a\",\"date\":\"2026-11-23\",\"high\":1},"
                                        + "{\"city\":\"b\",\"date\":\"2026-11-24\",\"high\":2.5}]}")
                        .text())
                .isEqualTo("2.5");
    }

    @ParameterizedTest
    @MethodSource("badArguments")
    void bad_arguments_are_an_answer_to_the_model(String tool, String arguments, List<String> problems) {
        ToolResult result = call(tool, arguments);

        assertThat(result).isInstanceOf(ToolResult.BadArguments.class);
        assertThat(((ToolResult.BadArguments) result).problems()).isEqualTo(problems);
        assertThat(result.text()).isEqualTo("bad arguments, " + tool + " was not run:\n" + String.join("\n", problems));
        assertThat(tools.runs).isZero();
    }

    static Stream<Arguments> badArguments() {
        return Stream.of(
                Arguments.of("weather", "{}", List.of("$: the required field \"city\" is missing")),
                Arguments.of("weather", "null", List.of("$: the required field \"city\" is missing")),
                Arguments.of("weather", "", List.of("$: the required field \"city\" is missing")),
                Arguments.of("weather", "[1]", List.of("$: expected an object, got array")),
                Arguments.of("weather", "{\"city\":null}", List.of("$.city: expected string, got null")),
                Arguments.of(
                        "weather",
                        "{\"city\":1,\"days\":3.9,\"unit\":\"celsius\",\"toolContext\":{\"user\":\"admin\"}}",
                        List.of(
                                "$.city: expected string, got number 1",
                                "$.days: expected integer, got number 3.9",
                                "$.unit: expected one of \"CELSIUS\", \"FAHRENHEIT\", got \"celsius\"",
                                "$: unknown field \"toolContext\"")),
                Arguments.of(
                        "weather",
                        "{\"city\":\"x\",\"days\":\"12\"}",
                        List.of("$.days: expected integer, got string \"12\"")),
                Arguments.of(
                        "hottest",
                        "{\"days\":[{\"city\":\"a\",\"date\":\"2026-02-30\",\"high\":null}]}",
                        List.of(
                                "$.days[0].date: expected format date (for example 2026-11-23), got \"2026-02-30\"",
                                "$.days[0].high: expected number, got null")));
    }

    @Test
    void an_integer_too_large_for_the_method_is_a_bad_argument() {
        assertThat(call("weather", "{\"city\":\"x\",\"days\":99999999999}").text())
                .isEqualTo("bad arguments, weather was not run:\n$.days: 99999999999 is out of range of int32");
        assertThat(tools.runs).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"city\":|$: not JSON: Unexpected end-of-input within/between Object entries (line 1, column 9)",
                "{\"city\":\"a\"}{\"city\":\"b\"}|$: one JSON object expected, but more follows it (line 1, column 13)",
                "{\"city\":\"a\",\"city\":\"b\"}|$: not JSON: Duplicate Object property \"city\" (line 1, column 19)",
            })
    void what_is_not_one_json_object_is_told_with_place_and_schema(String arguments, String problem) {
        ToolResult result = call("weather", arguments);

        assertThat(((ToolResult.BadArguments) result).problems().get(0)).isEqualTo(problem);
        assertThat(result.text()).contains("the arguments have to fit {\"type\":\"object\"");
        assertThat(tools.runs).isZero();
    }

    @Test
    void a_code_fence_around_the_json_is_not_guessed_away() {
        assertThat(call("weather", "```json\n{\"city\":\"a\"}\n```")).isInstanceOf(ToolResult.BadArguments.class);
    }

    @Test
    void depth_and_length_are_limited() {
        String deep = "{\"city\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
        String wide = "{\"city\":\"" + "x".repeat(300_000) + "\"}";

        assertThat(call("weather", deep).text()).contains("nesting depth (65) exceeds the maximum allowed (64");
        assertThat(call("weather", wide).text()).contains("$: 300011 characters, at most 262144 are read");
        assertThat(tools.runs).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null|no result",
                "blank|no result",
                "record|{\"city\":\"北京\",\"date\":\"2026-11-23\",\"high\":4.5}",
                "list|[1,2]",
                "text|text"
            })
    void results_are_text_as_it_is_and_json_for_the_rest(String what, String expected) {
        assertThat(call("returns", "{\"what\":\"" + what + "\"}")).isEqualTo(new ToolResult.Ok(expected));
    }

    @Test
    void void_is_done() {
        assertThat(call("nothing", "")).isEqualTo(new ToolResult.Ok("done"));
    }

    @ParameterizedTest
    @CsvSource({
        "tool, unknown city \"Atlantis\"; try a larger one nearby",
        "checked, fails failed: IOException",
        "unchecked, fails failed: IllegalStateException",
        "stack, fails failed: StackOverflowError",
        "linkage, fails failed: NoClassDefFoundError"
    })
    void what_a_tool_throws_is_contained_and_only_meant_words_reach_the_model(String how, String expected) {
        ToolResult result = call("fails", "{\"how\":\"" + how + "\"}");

        assertThat(result).isInstanceOf(ToolResult.Failed.class);
        assertThat(result.isError()).isTrue();
        assertThat(result.text()).isEqualTo(expected);
    }

    @Test
    void out_of_memory_is_the_hosts_to_judge() {
        assertThatThrownBy(() -> call("fails", "{\"how\":\"oom\"}")).isInstanceOf(OutOfMemoryError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wether", "WEATHER", "functions.weather", "weather ", "weather<arg_key>city</arg_key>"})
    void a_wrong_name_is_answered_with_the_right_ones_and_runs_nothing(String name) {
        assertThat(call(name, "{\"city\":\"x\"}"))
                .isEqualTo(new ToolResult.UnknownTool("unknown tool \"" + name
                        + "\"; available: fails, hottest, nothing, returns, weather; did you mean \"weather\"?"));
        assertThat(tools.runs).isZero();
    }

    @Test
    void a_name_like_nothing_gets_the_list_only() {
        assertThat(call("sql", "{}").text())
                .isEqualTo("unknown tool \"sql\"; available: fails, hottest, nothing, returns, weather");
        assertThat(ToolRegistry.empty().call(new ToolCall("1", "sql", "{}")).text())
                .isEqualTo("unknown tool \"sql\"; no tools are available, answer without them");
    }
}
