package dev.glmagent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.ToolCall;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments as confused models and ill-meaning pages make them: each is answered in words, none reaches the tool. */
class HostileArgumentsTest {

    record Node(List<Node> below) {}

    static class Tools {
        int runs;

        @Tool("d")
        String whole(int n) {
            runs++;
            return "" + n;
        }

        @Tool("d")
        String real(double n) {
            runs++;
            return "" + n;
        }

        @Tool("d")
        String decimal(BigDecimal n) {
            runs++;
            return "scale " + n.scale();
        }

        @Tool("d")
        String text(String t) {
            runs++;
            return t.length() + " characters";
        }

        @Tool("d")
        String map(Map<String, Integer> m) {
            runs++;
            return "" + m;
        }

        @Tool("d")
        String tree(Node t) {
            runs++;
            return "" + t.below().size();
        }
    }

    private final Tools tools = new Tools();
    private final ToolRegistry registry = ToolRegistry.of(tools);

    private String firstProblem(String tool, String arguments) {
        ToolResult result = registry.call(new ToolCall("1", tool, arguments));

        assertThat(result).isInstanceOf(ToolResult.BadArguments.class);
        assertThat(tools.runs).isZero();
        return ((ToolResult.BadArguments) result).problems().get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"t\":\"x\"}{\"t\":\"y\"} | $: one JSON object expected, but more follows it (line 1, column 10)",
                "{\"t\":\"x\",\"t\":\"y\"} | $: not JSON: Duplicate Object property \"t\" (line 1, column 13)",
                "{\"t\":\"x\",\"\\u0074\":\"y\"} | $: not JSON: Duplicate Object property \"t\" (line 1, column 18)",
                "\"{}\" | $: expected an object, got string",
            })
    void what_is_not_one_object_is_told_by_its_place(String arguments, String problem) {
        assertThat(firstProblem("text", arguments)).isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"t\":\"x\"} and more",
                "```json {\"t\":\"x\"} ```",
                "/* c */{\"t\":\"x\"}",
                "{\"t\":\"x\"} // c",
                "{'t':'x'}",
                "{t:\"x\"}",
                "{\"t\":\"x\",}",
                "{\"t\":\"\\q\"}",
            })
    void what_is_nearly_json_is_not_json(String arguments) {
        assertThat(firstProblem("text", arguments)).startsWith("$: not JSON: ").contains(" (line 1, column ");
    }

    @Test
    void bare_control_characters_and_a_byte_order_mark_are_not_json() {
        assertThat(firstProblem("text", "{\"t\":\"\u0000\"}"))
                .isEqualTo("$: not JSON: Illegal unquoted character ((CTRL-CHAR, code 0)): has to be escaped using"
                        + " backslash to be included in string value (line 1, column 7)");
        assertThat(firstProblem("text", "{\"t\":\"a\nb\"}")).contains("(CTRL-CHAR, code 10)");
        assertThat(firstProblem("text", "\uFEFF{\"t\":\"x\"}")).contains("65279");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "real|1e1000000000|$.n: 1E+1000000000 is out of range of double",
                "real|-1e400|$.n: -1E+400 is out of range of double",
                "whole|1e99999999999|$: a number has an exponent that no number type can hold",
                "real|1e99999999999|$: a number has an exponent that no number type can hold",
                "decimal|1e99999999999|$: a number has an exponent that no number type can hold",
                "whole|3.9|$.n: expected integer, got number 3.9",
                "whole|2147483648|$.n: 2147483648 is out of range of int32",
                "real|'12'|$.n: expected number, got string \"12\"",
            })
    void numbers_that_do_not_fit_are_told(String tool, String number, String problem) {
        assertThat(firstProblem(tool, "{\"n\":" + number.replace('\'', '"') + "}"))
                .isEqualTo(problem);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity", "007", "+1", "0x10", ".5", "1."})
    void what_json_has_no_number_for_is_not_json(String number) {
        assertThat(firstProblem("real", "{\"n\":" + number + "}")).startsWith("$: not JSON: ");
    }

    @Test
    void numbers_of_a_thousand_digits_and_names_of_fifty_thousand_characters_are_the_limit() {
        assertThat(firstProblem("whole", "{\"n\":" + "9".repeat(1_001) + "}"))
                .isEqualTo("$: not JSON: Number value length (1001) exceeds the maximum allowed (1000, from"
                        + " `StreamReadConstraints.getMaxNumberLength()`)");
        assertThat(firstProblem("map", "{\"m\":{\"" + "k".repeat(50_001) + "\":1}}"))
                .isEqualTo("$: not JSON: Name length (50001) exceeds the maximum allowed (50000, from"
                        + " `StreamReadConstraints.getMaxNameLength()`)");
    }

    @Test
    void names_given_twice_are_found_at_any_depth() {
        assertThat(firstProblem("map", "{\"m\":{\"a\":1,\"b\":2,\"a\":3}}"))
                .isEqualTo("$: not JSON: Duplicate Object property \"a\" (line 1, column 22)");
    }

    private static String nested(int levels) {
        return "{\"t\":" + "{\"below\":[".repeat(levels) + "{\"below\":[]}" + "]}".repeat(levels) + "}";
    }

    @Test
    void sixty_four_levels_and_256_kilobytes_are_read_and_not_one_more() {
        String fits = "{\"t\":\"" + "x".repeat(256 * 1024 - 8) + "\"}";

        assertThat(firstProblem("tree", nested(31))).contains("nesting depth (65) exceeds the maximum allowed (64");
        assertThat(firstProblem("tree", nested(5_000))).contains("nesting depth (65) exceeds the maximum allowed (64");
        assertThat(firstProblem("text", fits.replaceFirst("x", "xx")))
                .isEqualTo("$: 262145 characters, at most 262144 are read");
        assertThat(registry.call(new ToolCall("1", "text", fits)).text()).isEqualTo("262136 characters");
        assertThat(registry.call(new ToolCall("1", "tree", nested(30))).text()).isEqualTo("1");
    }

    @Test
    void odd_but_valid_texts_reach_the_tool_as_they_are() {
        for (String odd : List.of("\\u0000", "\\ud800", "\ud800", "\\udc00")) {
            assertThat(registry.call(new ToolCall("1", "text", "{\"t\":\"" + odd + "\"}"))
                            .text())
                    .isEqualTo("1 characters");
        }
        assertThat(registry.call(new ToolCall("1", "decimal", "{\"n\":1e1000000000}"))
                        .text())
                .isEqualTo("scale -1000000000");
    }
}
