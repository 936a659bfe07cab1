package dev.glmagent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.glmagent.chat.ToolCall;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Ordinary Java types on which one or another Java agent framework was seen to break: each is called and must bind. */
class OrdinaryJavaTypesTest {

    record Node(String name, List<Node> children) {}

    record Person(@JsonProperty("full_name") String fullName) {}

    enum Colour {
        @JsonProperty("dark-red")
        RED,
        GREEN
    }

    record Item(String name, long price) {}

    record Page<T>(List<T> entries, int number) {}

    sealed interface Payment permits Card, Cash {}

    record Card(String number) implements Payment {}

    record Cash() implements Payment {}

    sealed interface Expression permits Literal, Sum {}

    record Literal(int value) implements Expression {}

    record Sum(Expression left, Expression right) implements Expression {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Dog.class, name = "dog"),
        @JsonSubTypes.Type(value = Cat.class, name = "cat")
    })
    interface Pet {}

    record Dog(boolean barks) implements Pet {}

    record Cat(int lives) implements Pet {}

    static class Thing {
        private String id = "";

        public String getId() {
            return id;
        }

        public void setId(String id) {
            this.id = id;
        }
    }

    static class Book extends Thing {
        private String title = "";

        @JsonIgnore
        public int views = 7;

        public String getTitle() {
            return title;
        }

        public void setTitle(String title) {
            this.title = title;
        }
    }

    static final class Point {
        private final int x;
        private final int y;

        @JsonCreator
        Point(@JsonProperty("x") int x, @JsonProperty("y") int y) {
            this.x = x;
            this.y = y;
        }

        public int getX() {
            return x;
        }

        public int getY() {
            return y;
        }
    }

    static class Tools {
        @Tool("d")
        String recursive(Node tree) {
            return tree.toString();
        }

        @Tool("d")
        String renamedField(Person person) {
            return person.fullName();
        }

        @Tool("d")
        String renamedConstant(Colour colour) {
            return colour.toString();
        }

        @Tool("d")
        String missingOptionalInt(OptionalInt a, @Param(required = false) @Nullable Integer b, Optional<Item> c) {
            return a + " " + b + " " + c;
        }

        @Tool("d")
        String set(Set<String> words) {
            return new LinkedHashSet<>(words).toString();
        }

        @Tool("d")
        String longNumber(long id) {
            return "" + id;
        }

        @Tool("d")
        String listOfRecords(List<Item> items) {
            return items.get(0).name() + items.get(1).price();
        }

        @Tool("d")
        String arrayOfRecords(Item[] items, int[] counts) {
            return items[0].name() + counts[1];
        }

        @Tool("d")
        String bean(Book book) {
            return book.getId() + book.getTitle() + book.views;
        }

        @Tool("d")
        String creator(Point point) {
            return point.getX() + "," + point.getY();
        }

        @Tool("d")
        String date(LocalDate day, Duration length, UUID id) {
            return day.getDayOfWeek() + " " + length.toMinutes() + " " + id.version();
        }

        @Tool("d")
        String generic(Page<Item> page) {
            return page.entries().get(0).name();
        }

        @Tool("d")
        String map(Map<String, Integer> counts) {
            int sum = 0;
            for (Integer count : counts.values()) {
                sum += count;
            }
            return "" + sum;
        }

        @Tool("d")
        String mapOfRecords(Map<String, List<Item>> shelves) {
            return shelves.values().iterator().next().get(0).name();
        }

        @Tool("d")
        String sealedType(Payment payment) {
            return payment.toString();
        }

        @Tool("d")
        String sealedTypes(Map<String, List<Payment>> payments) {
            return payments.toString();
        }

        @Tool("d")
        String recursiveSealedType(Expression expression, Literal plain) {
            return expression + " " + plain;
        }

        @Tool("d")
        String annotatedSubtypes(List<Pet> pets) {
            return pets.toString();
        }

        @Tool("d")
        String characters(char one, Character two) {
            return "" + one + two;
        }
    }

    private static final ToolRegistry TOOLS = ToolRegistry.of(new Tools());

    static List<Arguments> calls() {
        return List.of(
                Arguments.of(
                        "recursive",
                        "{\"tree\":{\"name\":\"a\",\"children\":[{\"name\":\"b\",\"children\":[]}]}}",
                        "Node[name=a, children=[Node[name=b, children=[]]]]"),
                Arguments.of("renamedField", "{\"person\":{\"full_name\":\"王芳\"}}", "王芳"),
                Arguments.of("renamedConstant", "{\"colour\":\"dark-red\"}", "RED"),
                Arguments.of("missingOptionalInt", "{}", "OptionalInt.empty null Optional.empty"),
                Arguments.of("set", "{\"words\":[\"b\",\"a\"]}", "[b, a]"),
                Arguments.of("longNumber", "{\"id\":9007199254740993}", "9007199254740993"),
                Arguments.of("longNumber", "{\"id\":12.0}", "12"),
                Arguments.of("longNumber", "{\"id\":1.2e1}", "12"),
                Arguments.of(
                        "listOfRecords",
                        "{\"items\":[{\"name\":\"a\",\"price\":1},{\"name\":\"b\",\"price\":2}]}",
                        "a2"),
                Arguments.of("arrayOfRecords", "{\"items\":[{\"name\":\"a\",\"price\":1}],\"counts\":[1,2]}", "a2"),
                Arguments.of("bean", "{\"book\":{\"id\":\"1\",\"title\":\"t\"}}", "1t7"),
                Arguments.of("creator", "{\"point\":{\"x\":1,\"y\":2}}", "1,2"),
                Arguments.of(
                        "date",
                        "{\"day\":\"2026-11-24\",\"length\":\"PT1H30M\",\"id\":\"123e4567-e89b-42d3-a456-426614174000\"}",
                        "TUESDAY 90 4"),
                Arguments.of("generic", "{\"page\":{\"entries\":[{\"name\":\"a\",\"price\":1}],\"number\":1}}", "a"),
                Arguments.of("map", "{\"counts\":{\"a\":3}}", "3"),
                Arguments.of("mapOfRecords", "{\"shelves\":{\"a\":[{\"name\":\"x\",\"price\":1}]}}", "x"),
                Arguments.of("sealedType", "{\"payment\":{\"type\":\"Card\",\"number\":\"42\"}}", "Card[number=42]"),
                Arguments.of("sealedType", "{\"payment\":{\"type\":\"Cash\"}}", "Cash[]"),
                Arguments.of(
                        "recursiveSealedType",
                        "{\"expression\":{\"type\":\"Sum\",\"left\":{\"type\":\"Literal\",\"value\":1},"
                                + "\"right\":{\"type\":\"Literal\",\"value\":2}},\"plain\":{\"value\":3}}",
                        "Sum[left=Literal[value=1], right=Literal[value=2]] Literal[value=3]"),
                Arguments.of(
                        "annotatedSubtypes",
                        "{\"pets\":[{\"kind\":\"dog\",\"barks\":true},{\"kind\":\"cat\",\"lives\":9}]}",
                        "[Dog[barks=true], Cat[lives=9]]"),
                Arguments.of("characters", "{\"one\":\"a\",\"two\":\"中\"}", "a中"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void binds(String tool, String arguments, String result) {
        assertThat(TOOLS.call(new ToolCall("1", tool, arguments)).text()).isEqualTo(result);
    }

    static List<Arguments> wrongCalls() {
        return List.of(
                Arguments.of(
                        "recursive",
                        "{\"tree\":{\"name\":\"a\",\"children\":[{\"name\":1,\"children\":[]}]}}",
                        "$.tree.children[0].name: expected string, got number 1"),
                Arguments.of("renamedField", "{\"person\":{\"fullName\":\"a\"}}", "unknown field \"fullName\""),
                Arguments.of("renamedConstant", "{\"colour\":\"RED\"}", "expected one of \"dark-red\", \"GREEN\""),
                Arguments.of("set", "{\"words\":[\"a\",\"a\"]}", "$.words"),
                Arguments.of("longNumber", "{\"id\":9223372036854775808}", "is out of range of int64"),
                Arguments.of(
                        "sealedTypes",
                        "{\"payments\":{\"a\":[{\"type\":\"Card\",\"number\":1},{\"type\":\"Cash\",\"x\":1}],"
                                + "\"b\":[{\"type\":\"Cheque\"}]}}",
                        """
                        sealedTypes was not run:
                        $.payments.a[0].number: expected string, got number 1
                        $.payments.a[1]: unknown field "x"
                        $.payments.b[0].type: expected "Card", got "Cheque"
                        $.payments.b[0].type: expected "Cash", got "Cheque\""""),
                Arguments.of("longNumber", "{\"id\":1.5}", "$.id: expected integer, got number 1.5"),
                Arguments.of("longNumber", "{\"id\":null}", "$.id: expected integer, got null"),
                Arguments.of(
                        "bean", "{\"book\":{\"id\":\"1\",\"title\":\"t\",\"views\":1}}", "unknown field \"views\""),
                Arguments.of("map", "{\"counts\":{\"a\":1.5}}", "$.counts.a: expected integer, got number 1.5"),
                Arguments.of(
                        "sealedType",
                        "{\"payment\":{\"type\":\"Card\",\"number\":1}}",
                        "$.payment.number: expected string, got number 1"),
                Arguments.of("characters", "{\"one\":\"ab\",\"two\":\"b\"}", "$.one"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("wrongCalls")
    void refuses(String tool, String arguments, String problem) {
        ToolResult result = TOOLS.call(new ToolCall("1", tool, arguments));

        assertThat(result).isInstanceOf(ToolResult.BadArguments.class);
        assertThat(result.text()).contains(problem);
    }
}
