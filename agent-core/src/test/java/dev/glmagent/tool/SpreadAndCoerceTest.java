package dev.glmagent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ToolCall;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Records whose components are the arguments, and arguments of the wrong JSON type that lose nothing. */
class SpreadAndCoerceTest {

    record Query(@Param("What to look for") String text, Optional<Integer> limit) {}

    static class Search {
        @Tool("Searches")
        String spread(@Param(spread = true) Query query, ToolContext context) {
            return query + " " + context.toolName();
        }

        @Tool("Searches")
        String nested(Query query) {
            return query.toString();
        }
    }

    private final ToolRegistry search = ToolRegistry.of(new Search());

    private String search(String tool, String arguments) {
        return search.call(new ToolCall("1", tool, arguments)).text();
    }

    @Test
    void a_record_is_spread_or_nested_by_choice() {
        assertThat(search.find("spread").orElseThrow().spec().parameters())
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\",\"description\":"
                        + "\"What to look for\"},\"limit\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\"}},"
                        + "\"required\":[\"text\"],\"additionalProperties\":false}");
        assertThat(search("spread", "{\"text\":\"tea\",\"limit\":3}"))
                .isEqualTo("Query[text=tea, limit=Optional[3]] spread");
        assertThat(search("spread", "{\"text\":\"tea\"}")).isEqualTo("Query[text=tea, limit=Optional.empty] spread");
        assertThat(search("spread", "{\"query\":{\"text\":\"tea\"}}"))
                .isEqualTo("bad arguments, spread was not run:\n$: the required field \"text\" is missing\n"
                        + "$: unknown field \"query\"");
        assertThat(search("nested", "{\"query\":{\"text\":\"tea\"}}"))
                .isEqualTo("Query[text=tea, limit=Optional.empty]");
    }

    @SuppressWarnings("UnusedMethod") // one is private, which is the mistake
    static class Careless {
        @Tool("d")
        String two(@Param(spread = true) Query query, int more) {
            return "" + query + more;
        }

        @Tool("d")
        String described(@Param(value = "A query", spread = true) Query query) {
            return "" + query;
        }

        @Tool("d")
        String text(@Param(spread = true) String query) {
            return query;
        }

        @Tool("d")
        private void hidden() {}
    }

    @Test
    void what_cannot_be_spread_is_told() {
        String here = Careless.class.getName();
        assertThatThrownBy(() -> ToolRegistry.of(new Careless()))
                .isInstanceOfSatisfying(
                        InvalidToolException.class,
                        e -> assertThat(e.problems())
                                .containsExactlyInAnyOrder(
                                        here + "#two(query): is spread, so its fields are the arguments, but there are"
                                                + " other parameters. Fix: put them into the record, or leave spread out.",
                                        here + "#described(query): is spread, so it is no argument itself and cannot be"
                                                + " described, named, optional or have a default. Fix: say it on the"
                                                + " components of Query.",
                                        here
                                                + "#text: its arguments are no JSON object. Fix: spread a record or a bean,"
                                                + " nothing else.",
                                        here + "#hidden: is private. Fix: make it public or package-private."));
    }

    record Node(int value, List<Node> next) {}

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(int side) implements Shape {}

    static class Loose {
        @Tool(value = "d", coerce = true)
        String all(
                Optional<Integer> i,
                Optional<BigDecimal> d,
                Optional<Boolean> b,
                Optional<String> s,
                Optional<Node> node,
                Optional<Shape> shape,
                Optional<Map<String, Long>> map) {
            return "" + i + d + b + s + node + shape + map;
        }
    }

    private final ToolRegistry loose = ToolRegistry.of(new Loose());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"i\":\"12\"}|Optional[12]",
                "{\"i\":12.0}|Optional[12]",
                "{\"i\":\"-7.00\"}|Optional[-7]",
                "{\"d\":\"3.90\"}|Optional[3.90]",
                "{\"b\":\"true\"}|Optional[true]",
                "{\"node\":{\"value\":\"1\",\"next\":[{\"value\":2.0,\"next\":[]}]}}|Node[value=1, next=[Node[value=2, next=[]]]]",
                "{\"shape\":{\"type\":\"Square\",\"side\":\"4\"}}|Square[side=4]",
                "{\"map\":{\"a\":\"9007199254740993\"}}|{a=9007199254740993}"
            })
    void what_loses_nothing_is_taken_where_the_tool_says_so(String arguments, String shown) {
        assertThat(loose.call(new ToolCall("1", "all", arguments)).text()).contains(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"i\":\"3.9\"}|$.i: expected integer, got string \"3.9\"",
                "{\"i\":3.9}|$.i: expected integer, got number 3.9",
                "{\"i\":\"012\"}|$.i: expected integer, got string \"012\"",
                "{\"i\":\"1e3\"}|$.i: expected integer, got string \"1e3\"",
                "{\"i\":true}|$.i: expected integer, got boolean true",
                "{\"i\":\"99999999999\"}|$.i: 99999999999 is out of range of int32",
                "{\"b\":\"yes\"}|$.b: expected boolean, got string \"yes\"",
                "{\"b\":1}|$.b: expected boolean, got number 1",
                "{\"s\":12}|$.s: expected string, got number 12",
                "{\"i\":\"1\",\"i\":\"2\"}|Duplicate",
                "{\"i\":\"1\"} {}|more follows it",
                "{\"i\":|not JSON"
            })
    void what_would_lose_something_is_refused(String arguments, String problem) {
        assertThat(loose.call(new ToolCall("1", "all", arguments)).text()).contains(problem);
    }

    @Test
    void what_fits_one_of_several_alternatives_as_it_is_stays_as_it_is() {
        ToolDefinition either = ToolDefinition.builder("either")
                .description("d")
                .coerce(true)
                .build(
                        "{\"type\":\"object\",\"properties\":{\"v\":{\"anyOf\":[{\"type\":\"object\",\"properties\":{\"a\":"
                                + "{\"type\":\"integer\"}}},{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}]}}}",
                        (json, context) -> json);

        assertThat(either.call("{\"v\":{\"a\":\"12\"}}", new ToolContext("either", "1"))
                        .text())
                .isEqualTo("{\"v\":{\"a\":\"12\"}}");
    }

    @Test
    void by_default_nothing_is_coerced() {
        assertThat(search("spread", "{\"text\":\"a\",\"limit\":\"3\"}"))
                .contains("$.limit: expected integer or null, got string \"3\"");
    }
}
