package dev.glmagent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.ToolSpec;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a method's parameters look like to the model. */
class ToolSchemaTest {

    enum Unit {
        CELSIUS,
        FAHRENHEIT
    }

    record Order(
            @Min(1) @Max(99) int amount,
            @Pattern(regexp = "[A-Z]{3}") String code,
            @Size(min = 1, max = 3) List<String> lines,
            @Nullable String note,
            @Param(value = "who", example = "a@b.cn") @Email String mail) {}

    record Node(String name, List<Node> children) {}

    record Stay(@Param("where") String city, LocalDate from, Optional<Integer> guests, Map<String, Double> prices) {}

    static class Tools {
        @Tool("d")
        String plain(@Param("City name") String zone, int days, boolean rain, Unit unit) {
            return zone + days + rain + unit;
        }

        @Tool("d")
        String optional(
                Optional<String> a,
                OptionalInt b,
                @Param(required = false) Integer c,
                @Param(defaultValue = "3") int d) {
            return a.toString() + b + c + d;
        }

        @Tool("d")
        String nested(Stay stay, List<Stay> more) {
            return stay.toString() + more;
        }

        @Tool("d")
        String recursive(Node tree) {
            return tree.toString();
        }

        @Tool("d")
        String injected(ToolContext context, @Param(name = "q") String renamed) {
            return context + renamed;
        }

        @Tool("d")
        String bounded(@PositiveOrZero @Param(example = "3") int page, @Nullable String filter, Order order) {
            return page + filter + order;
        }

        @Tool("d")
        void nothing() {}
    }

    private static String schema(String tool) {
        return ToolRegistry.of(new Tools())
                .find(tool)
                .map(ToolDefinition::spec)
                .map(ToolSpec::parameters)
                .orElseThrow();
    }

    @Test
    void parameters_keep_their_declared_order() {
        assertThat(schema("plain"))
                .isEqualTo("{\"type\":\"object\",\"properties\":{"
                        + "\"zone\":{\"type\":\"string\",\"description\":\"City name\"},"
                        + "\"days\":{\"type\":\"integer\",\"format\":\"int32\"},"
                        + "\"rain\":{\"type\":\"boolean\"},"
                        + "\"unit\":{\"type\":\"string\",\"enum\":[\"CELSIUS\",\"FAHRENHEIT\"]}},"
                        + "\"required\":[\"zone\",\"days\",\"rain\",\"unit\"],\"additionalProperties\":false}");
    }

    @Test
    void optional_parameters_are_not_required() {
        assertThat(schema("optional"))
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{"
                                + "\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"integer\",\"format\":\"int32\"},"
                                + "\"c\":{\"type\":\"integer\",\"format\":\"int32\"},"
                                + "\"d\":{\"type\":\"integer\",\"format\":\"int32\",\"default\":3}},\"additionalProperties\":false}");
    }

    @Test
    void a_type_used_twice_is_defined_once() {
        assertThat(schema("nested"))
                .isEqualTo("{\"type\":\"object\",\"properties\":{"
                        + "\"stay\":{\"$ref\":\"#/$defs/Stay\"},"
                        + "\"more\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Stay\"}}},"
                        + "\"required\":[\"stay\",\"more\"],\"additionalProperties\":false,"
                        + "\"$defs\":{\"Stay\":{\"type\":\"object\",\"properties\":{"
                        + "\"city\":{\"type\":\"string\",\"description\":\"where\"},"
                        + "\"from\":{\"type\":\"string\",\"format\":\"date\"},"
                        + "\"guests\":{\"type\":[\"integer\",\"null\"],\"format\":\"int32\"},"
                        + "\"prices\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"number\",\"format\":\"double\"}}},"
                        + "\"required\":[\"city\",\"from\",\"prices\"],\"additionalProperties\":false}}}");
    }

    @Test
    void a_recursive_type_refers_to_its_own_definition() {
        assertThat(schema("recursive"))
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"tree\":{\"$ref\":\"#/$defs/Node\"}},"
                        + "\"required\":[\"tree\"],\"additionalProperties\":false,"
                        + "\"$defs\":{\"Node\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},"
                        + "\"children\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Node\"}}},"
                        + "\"required\":[\"name\",\"children\"],\"additionalProperties\":false}}}");
    }

    @Test
    void context_parameters_stay_out() {
        assertThat(schema("injected"))
                .isEqualTo("{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\"}},"
                        + "\"required\":[\"q\"],\"additionalProperties\":false}");
    }

    @Test
    void bounds_of_jakarta_validation_nullness_and_examples_are_in_the_schema() {
        assertThat(schema("bounded"))
                .isEqualTo("{\"type\":\"object\",\"properties\":{"
                        + "\"page\":{\"type\":\"integer\",\"format\":\"int32\",\"minimum\":0,\"examples\":[3]},"
                        + "\"filter\":{\"type\":\"string\"},"
                        + "\"order\":{\"type\":\"object\",\"properties\":{"
                        + "\"amount\":{\"type\":\"integer\",\"format\":\"int32\",\"minimum\":1,\"maximum\":99},"
                        + "\"code\":{\"type\":\"string\",\"pattern\":\"^(?:[A-Z]{3})$\"},"
                        + "\"lines\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"minItems\":1,\"maxItems\":3},"
                        + "\"note\":{\"type\":[\"string\",\"null\"]},"
                        + "\"mail\":{\"type\":\"string\",\"description\":\"who\",\"format\":\"email\",\"examples\":[\"a@b.cn\"]}},"
                        + "\"required\":[\"amount\",\"code\",\"lines\",\"mail\"],\"additionalProperties\":false}},"
                        + "\"required\":[\"page\",\"order\"],\"additionalProperties\":false}");
    }

    @Test
    void no_parameters_is_an_empty_object() {
        assertThat(schema("nothing"))
                .isEqualTo("{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}");
    }
}
