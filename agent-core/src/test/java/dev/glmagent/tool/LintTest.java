package dev.glmagent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Mistakes that only the finished schema shows, and the report on what is fine but could be better. */
class LintTest {

    interface Opaque {}

    record Wrong(
            @Param(name = "other") String renamed,
            @Param(defaultValue = "3") int days,
            @Param(required = false) int count) {}

    sealed interface Event permits Alarm {}

    record Alarm(String type, @Param(name = "other") int level) implements Event {}

    record Deep(List<Map<String, Object>> rows) {}

    @SuppressWarnings("rawtypes")
    static class Careless {
        @Tool("d")
        String opaque(Opaque what, List raw, Deep deep) {
            return "" + what + raw + deep;
        }

        @Tool("d")
        String kinds(List<Event> events) {
            return "" + events;
        }

        @Tool("d")
        String components(Optional<List<Wrong>> wrong) {
            return "" + wrong;
        }
    }

    @Test
    void what_says_nothing_to_a_model_is_a_mistake_wherever_it_stands() {
        String kinds = Careless.class.getName() + "#kinds(events)";
        String opaque = Careless.class.getName() + "#opaque";
        String components = Careless.class.getName() + "#components(wrong)";

        assertThatThrownBy(() -> ToolRegistry.of(new Careless()))
                .isInstanceOfSatisfying(
                        InvalidToolException.class,
                        e -> assertThat(e.problems())
                                .containsExactlyInAnyOrder(
                                        kinds
                                                + ": Alarm.type has the name of the field that tells the kinds of Event apart."
                                                + " Fix: rename it, or annotate Event with @JsonTypeInfo and another property.",
                                        kinds
                                                + ": @Param(name) does not count on Alarm.level. Fix: @JsonProperty(\"other\"), which"
                                                + " the binder knows too.",
                                        opaque
                                                + "(what): its type has no properties that JSON could fill. Fix: use a record, or a"
                                                + " class with fields or setters.",
                                        opaque
                                                + "(raw[]): its type says nothing to the model. Fix: use a concrete type.",
                                        opaque
                                                + "(deep.rows[]{}): its type says nothing to the model. Fix: use a concrete type.",
                                        components
                                                + ": @Param(name) does not count on Wrong.renamed. Fix: @JsonProperty(\"other\"),"
                                                + " which the binder knows too.",
                                        components
                                                + ": @Param(defaultValue) does not count on Wrong.days. Fix: make it Optional and"
                                                + " choose the value in the code.",
                                        components
                                                + ": Wrong.count is optional, but a primitive cannot be missing. Fix: use the"
                                                + " boxed type or Optional."));
    }

    static class Fine {
        @Tool("查询天气")
        String weather(@Param("City name") String city, int days) {
            return city + days;
        }

        @Tool("Nothing")
        void nothing() {}
    }

    @Test
    void the_report_tells_sizes_and_what_could_be_better() {
        LintReport report = ToolRegistry.of(new Fine()).lint();

        assertThat(report.tools()).extracting(LintReport.Size::name).containsExactly("weather", "nothing");
        assertThat(report.tokens()).isBetween(60, 100);
        assertThat(report.warnings())
                .containsExactly(Fine.class.getName()
                        + "#weather(days): has no description. Fix: @Param(\"what it means, with" + " its unit\").");
        assertThat(report.toString())
                .startsWith("2 tools, about ")
                .contains("weather (" + Fine.class.getName() + "#weather)");
    }

    @Test
    void a_tool_that_costs_much_is_warned_of() {
        StringBuilder schema = new StringBuilder("{\"type\":\"object\",\"properties\":{");
        for (int i = 0; i < 1_500; i++) {
            schema.append(i == 0 ? "" : ",").append("\"p").append(i).append("\":{\"type\":\"string\"}");
        }
        ToolDefinition large =
                ToolDefinition.builder("large").description("d").build(schema + "}}", (json, context) -> "");

        assertThat(ToolRegistry.of(large).lint().warnings().get(0)).contains("tokens in every request. Fix:");
    }
}
