package dev.glmagent;

import static dev.glmagent.testing.ScriptedModel.callOf;
import static dev.glmagent.testing.ScriptedModel.replyOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.loop.ApprovalPolicy.Verdict;
import dev.glmagent.loop.Limits;
import dev.glmagent.loop.RunState;
import dev.glmagent.testing.ScriptedModel;
import dev.glmagent.tool.ContextValues;
import dev.glmagent.tool.InvalidToolException;
import dev.glmagent.tool.Param;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that are values of a type. */
@ExtendWith(LoopInvariants.class)
class TypedAnswerTest {

    record Forecast(
            String city, @Param("Highest temperature in °C") double high) {
        Forecast {
            if (city.isBlank()) {
                throw new IllegalArgumentException("a forecast is for a city");
            }
        }
    }

    sealed interface Shape {
        record Circle(double radius) implements Shape {}

        record Square(double side) implements Shape {}
    }

    static class Weather {
        final List<String> asked = new ArrayList<>();

        @Tool("Weather of a city")
        String weather(String city) {
            asked.add(city);
            return city + " 4.5 °C";
        }

        @Tool(value = "Forgets a city", destructive = true)
        String forget(String city) {
            asked.add("forgot " + city);
            return "forgotten";
        }
    }

    private static final String RIGHT = "{\"city\":\"北京\",\"high\":4.5}";

    private final Weather weather = new Weather();
    private final ScriptedModel model = new ScriptedModel();

    private AgentBuilder builder() {
        return Agent.builder().model(model).tools(ToolRegistry.of(weather));
    }

    private static ToolCall answer(String json) {
        return callOf("final_answer", json);
    }

    @Test
    void an_answer_that_is_right_at_once_costs_one_definition_and_no_call() {
        model.calls(answer(RIGHT));

        TypedResult<Forecast> result = builder().build().run("北京多热?", Forecast.class);

        assertThat(result.value()).isEqualTo(new Forecast("北京", 4.5));
        RunInvariants.check(result.run());
        assertThat(result.run().text()).isEqualTo(RIGHT);
        assertThat(model.requests()).hasSize(1);
        List<ToolSpec> offered = model.requests().get(0).tools();
        assertThat(offered).extracting(ToolSpec::name).containsExactly("forget", "weather", "final_answer");
        assertThat(offered.get(2).parameters())
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"},\"high\":{\"type\":\"number\","
                                + "\"format\":\"double\",\"description\":\"Highest temperature in °C\"}},\"required\":[\"city\","
                                + "\"high\"],\"additionalProperties\":false}");
        assertThat(result.run().messages())
                .containsExactly(
                        UserMessage.of("北京多热?"),
                        new AssistantMessage("", "", List.of(answer(RIGHT))),
                        new ToolMessage("call_final_answer", "The answer is taken."));
    }

    @Test
    void it_works_together_with_tools() {
        model.call("weather", "{\"city\":\"北京\"}").calls(answer(RIGHT));

        TypedResult<Forecast> result = builder().build().run("q", Forecast.class);

        assertThat(result.value().high()).isEqualTo(4.5);
        assertThat(weather.asked).containsExactly("北京");
        RunInvariants.check(result.run());
    }

    @Test
    void problems_are_sent_back_twice_at_most() {
        model.calls(answer("{\"city\":3}"))
                .calls(answer("{\"city\":\" \",\"high\":1}"))
                .calls(answer(RIGHT));
        assertThat(builder().build().run("q", Forecast.class).value()).isEqualTo(new Forecast("北京", 4.5));
        assertThat(lastText(1))
                .isEqualTo("bad arguments, final_answer was not run:\n$.city: expected string, got number 3\n"
                        + "$: the required field \"high\" is missing");
        assertThat(lastText(2)).contains("a forecast is for a city");

        model.calls(answer("{}")).reply("It is 4.5 °C.").calls(answer("["));
        TypedResult<Forecast> failed = builder().build().run("q", Forecast.class);
        RunInvariants.check(failed.run());
        assertThat(lastText(5))
                .isEqualTo("You answered in words: It is 4.5 °C.\nGive the answer by calling final_answer.");
        assertThatThrownBy(failed::value)
                .isInstanceOfSatisfying(
                        RunFailedException.class, e -> assertThat(e.result()).isSameAs(failed.run()))
                .hasMessage("The model did not give its answer in the form that was asked for, after being told twice."
                        + " Fix: describe the fields of the type with @Param, or ask for less.");
        assertThat(failed.answer()).isEmpty();
        assertThat(model.requests()).hasSize(6);
    }

    private String lastText(int request) {
        List<Message> messages = model.requests().get(request).messages();
        Message last = messages.get(messages.size() - 1);
        return last instanceof ToolMessage answer ? answer.text() : ((UserMessage) last).text();
    }

    @Test
    void an_answer_beside_other_calls_is_not_taken_but_they_run() {
        model.calls(answer("{\"city\":\"a guess\",\"high\":0}"), callOf("weather", "{\"city\":\"北京\"}"))
                .calls(answer(RIGHT));

        TypedResult<Forecast> result = builder().build().run("q", Forecast.class);

        assertThat(weather.asked).containsExactly("北京");
        assertThat(result.value().city()).isEqualTo("北京");
        assertThat(result.run().messages())
                .contains(new ToolMessage(
                        "call_final_answer",
                        "not taken: call final_answer alone, in a reply of its own, when the results of all other calls"
                                + " are known"));
        RunInvariants.check(result.run());
    }

    @Test
    void two_answers_at_once_are_none() {
        model.calls(answer(RIGHT), answer("{\"city\":\"上海\",\"high\":1}")).calls(answer(RIGHT));

        assertThat(builder().build().run("q", Forecast.class).value().city()).isEqualTo("北京");
    }

    @Test
    void the_answer_needs_no_approval_and_is_no_tool_call() {
        model.calls(answer(RIGHT));

        TypedResult<Forecast> result = builder()
                .approvals((call, hints) -> Verdict.ASK)
                .limits(Limits.DEFAULT.withToolCalls(0))
                .build()
                .run("q", Forecast.class);

        assertThat(result.answer()).isPresent();
    }

    @Test
    void another_tools_answer_does_not_end_the_run() {
        ToolDefinition receipt = ToolDefinition.builder("receipt")
                .description("d")
                .build(
                        "{\"type\":\"object\"}",
                        (json, context) -> ToolResult.ok("12 CNY").asAnswer());
        model.call("receipt", "{}").calls(answer(RIGHT));

        TypedResult<Forecast> result = Agent.builder()
                .model(model)
                .tools(ToolRegistry.of(receipt))
                .build()
                .run("q", Forecast.class);

        assertThat(result.value().city()).isEqualTo("北京");
    }

    @Test
    void a_run_that_waits_for_a_human_goes_on_to_its_answer_in_another_process() {
        model.call("forget", "{\"city\":\"北京\"}");
        TypedAgent<Forecast> agent = builder().build().answering(Forecast.class);
        TypedResult<Forecast> waiting = agent.run("q");
        assertThat(waiting.answer()).isEmpty();
        RunOutcome.NeedsApproval open = (RunOutcome.NeedsApproval) waiting.run().outcome();

        model.calls(answer(RIGHT));
        TypedResult<Forecast> result = agent.resume(
                RunState.fromJson(open.state().toJson()),
                List.of(open.requests().get(0).approve()),
                ContextValues.NONE);

        assertThat(result.value().city()).isEqualTo("北京");
        assertThat(weather.asked).containsExactly("forgot 北京");
    }

    @Test
    void streaming_and_asynchronous_runs_give_the_same_value() throws Exception {
        model.calls(answer(RIGHT)).calls(answer(RIGHT));
        TypedAgent<Forecast> agent = builder().build().answering(Forecast.class);
        List<RunEvent> events = new ArrayList<>();

        try (TypedStream<Forecast> stream = agent.stream(RunRequest.of("q"))) {
            stream.forEachRemaining(events::add);
            assertThat(stream.result().value()).isEqualTo(new Forecast("北京", 4.5));
        }
        assertThat(events).contains(new RunEvent.ModelEvent(1, new ChatEvent.ToolCallDelta(0, "final_answer", RIGHT)));
        assertThat(agent.runAsync(RunRequest.of("q")).get(10, TimeUnit.SECONDS).value())
                .isEqualTo(new Forecast("北京", 4.5));
    }

    static Stream<Arguments> types() {
        return Stream.of(
                Arguments.of(int.class, "{\"value\":7}", 7),
                Arguments.of(String.class, "{\"value\":\"seven\"}", "seven"),
                Arguments.of(DayOfWeek.class, "{\"value\":\"FRIDAY\"}", DayOfWeek.FRIDAY),
                Arguments.of(LocalDate.class, "{\"value\":\"2026-11-24\"}", LocalDate.of(2026, 11, 24)),
                Arguments.of(Shape.class, "{\"value\":{\"type\":\"Square\",\"side\":2}}", new Shape.Square(2)),
                Arguments.of(
                        Forecast[].class, "{\"value\":[" + RIGHT + "]}", new Forecast[] {new Forecast("北京", 4.5)}));
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_type_that_is_no_object_is_wrapped(Class<?> type, String json, Object expected) {
        model.calls(answer("{\"value\":null}")).calls(answer(json));

        Object value = builder().build().run("q", type).value();

        if (expected instanceof Object[] array) {
            assertThat((Object[]) value).containsExactly(array);
        } else {
            assertThat(value).isEqualTo(expected);
        }
        assertThat(model.requests()).hasSize(2);
    }

    @Test
    void generic_types_are_told_by_an_answer_type() {
        Agent agent = builder().build();
        model.calls(answer("{\"value\":[" + RIGHT + "]}"));
        assertThat(agent.answering(new AnswerType<List<Forecast>>() {}).run("q").value())
                .containsExactly(new Forecast("北京", 4.5));

        model.calls(answer("{\"value\":{\"FRIDAY\":[1,2]}}"));
        assertThat(agent.answering(new AnswerType<Map<DayOfWeek, List<Integer>>>() {})
                        .run("q")
                        .value())
                .containsExactly(Map.entry(DayOfWeek.FRIDAY, List.of(1, 2)));
    }

    record Tree(String name, List<Tree> children, Optional<Shape> shape) {}

    @Test
    void recursive_and_nested_types_bind() {
        model.calls(answer("{\"name\":\"a\",\"children\":[{\"name\":\"b\",\"children\":[]}],"
                + "\"shape\":{\"type\":\"Circle\",\"radius\":1}}"));

        assertThat(builder().build().run("q", Tree.class).value())
                .isEqualTo(new Tree(
                        "a", List.of(new Tree("b", List.of(), Optional.empty())), Optional.of(new Shape.Circle(1))));
    }

    @Test
    void what_has_no_schema_is_told_before_anything_runs() {
        assertThatThrownBy(() -> builder().build().answering(Object.class))
                .isInstanceOf(InvalidToolException.class)
                .hasMessageContaining("tool \"final_answer\" of java.lang.Object");
        assertThatThrownBy(() -> new Unnamed())
                .hasMessage("An answer type has to name its type. Fix: new AnswerType<List<Forecast>>() {}.");
    }

    @SuppressWarnings("rawtypes")
    private static final class Unnamed extends AnswerType {}

    @Test
    void other_endings_have_no_value() {
        model.raw(replyOf("half", FinishReason.LENGTH, answer(RIGHT)));

        TypedResult<Forecast> cut = builder().build().run("q", Forecast.class);

        assertThat(cut.run().outcome()).isEqualTo(new RunOutcome.Truncated("half"));
        assertThatThrownBy(cut::value).hasMessageContaining("The model's token limit cut the answer");
    }
}
