package dev.glmagent;

import static dev.glmagent.testing.ScriptedModel.callOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.Usage;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.loop.Limit;
import dev.glmagent.loop.Limits;
import dev.glmagent.testing.ScriptedModel;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an agent does with a question. */
@ExtendWith(LoopInvariants.class)
class AgentTest {

    static class Weather {
        final List<String> asked = new ArrayList<>();

        @Tool("Weather of a city")
        String weather(String city) {
            asked.add(city);
            return city + " 4.5 °C";
        }
    }

    private final Weather weather = new Weather();
    private final ScriptedModel model = new ScriptedModel();
    private final List<RunEvent> events = new ArrayList<>();

    private AgentBuilder builder() {
        return Agent.builder().model(model).tools(ToolRegistry.of(weather)).listener(events::add);
    }

    @Test
    void tools_run_until_the_model_answers() {
        model.calls(callOf("weather", "{\"city\":\"北京\"}"))
                .calls(callOf("weather", "{\"city\":\"上海\"}"))
                .reply("上海更暖和。");

        RunResult result = builder().system("be brief").build().run("北京和上海哪个暖和?");

        assertThat(result.text()).isEqualTo("上海更暖和。");
        assertThat(weather.asked).containsExactly("北京", "上海");
        assertThat(result.modelCalls()).isEqualTo(3);
        assertThat(result.usage()).contains(new Usage(30, 15, 45, 6, 3));
        assertThat(result.messages())
                .containsExactly(
                        new SystemMessage("be brief"),
                        UserMessage.of("北京和上海哪个暖和?"),
                        new AssistantMessage("", "", List.of(callOf("weather", "{\"city\":\"北京\"}"))),
                        new ToolMessage("call_weather", "北京 4.5 °C"),
                        new AssistantMessage("", "", List.of(new ToolCall("call_2_0", "weather", "{\"city\":\"上海\"}"))),
                        new ToolMessage("call_2_0", "上海 4.5 °C"),
                        AssistantMessage.of("上海更暖和。"));
        assertThat(model.requests().get(2).messages())
                .isEqualTo(result.messages().subList(0, 6));
    }

    @Test
    void a_tools_result_may_be_the_answer_and_the_model_is_not_asked_again() {
        ToolDefinition receipt = ToolDefinition.builder("receipt")
                .description("Prints a receipt")
                .build(
                        "{\"type\":\"object\"}",
                        (json, context) ->
                                ToolResult.ok("Total: 12 CNY").asAnswer().withData(12));
        model.calls(callOf("receipt", "{}")).calls(callOf("receipt", "{}"), callOf("weather", "{\"city\":\"北京\"}"));
        Agent agent = Agent.builder()
                .model(model)
                .tools(ToolRegistry.of(receipt, weather))
                .build();

        RunResult alone = agent.run("receipt?");
        assertThat(alone.text()).isEqualTo("Total: 12 CNY");
        assertThat(alone.modelCalls()).isEqualTo(1);
        assertThat(alone.toolCalls().get(0).result())
                .isInstanceOfSatisfying(
                        ToolResult.Ok.class, ok -> assertThat(ok.data()).contains(12));

        model.reply("both");
        assertThat(agent.run("receipt and weather?").text()).isEqualTo("both");
    }

    @Test
    void several_calls_of_one_reply_are_answered_in_order() {
        model.calls(
                        new ToolCall("x", "weather", "{\"city\":\"北京\"}"),
                        new ToolCall("y", "wether", "{\"city\":\"上海\"}"),
                        new ToolCall("z", "weather", "{\"town\":\"London\"}"))
                .reply("done");

        RunResult result = builder().build().run("q");

        assertThat(weather.asked).containsExactly("北京");
        assertThat(result.messages().subList(2, 5))
                .containsExactly(
                        new ToolMessage("x", "北京 4.5 °C"),
                        new ToolMessage("y", "unknown tool \"wether\"; available: weather; did you mean \"weather\"?"),
                        new ToolMessage(
                                "z",
                                "bad arguments, weather was not run:\n$: the required field \"city\" is missing\n"
                                        + "$: unknown field \"town\""));
        assertThat(result.toolCalls())
                .extracting(call -> call.result().isError())
                .containsExactly(false, true, true);
    }

    @Test
    void a_tool_of_another_agent_cannot_be_run() {
        model.calls(callOf("weather", "{\"city\":\"北京\"}")).reply("I have no such tool.");

        Agent.builder().model(model).build().run("q");

        assertThat(weather.asked).isEmpty();
    }

    @Test
    void what_a_model_throws_is_an_outcome_and_nothing_is_lost() {
        IllegalStateException broken = new IllegalStateException("broken");
        model.calls(callOf("weather", "{\"city\":\"北京\"}")).fail(broken);

        RunResult result = builder().build().run("q");

        assertThat(result.outcome()).isEqualTo(new RunOutcome.Failed(broken));
        assertThat(result.toolCalls()).hasSize(1);
        assertThat(result.messages()).hasSize(3);
        assertThatThrownBy(result::text)
                .isInstanceOfSatisfying(
                        RunFailedException.class, e -> assertThat(e.result()).isSameAs(result))
                .hasMessage("broken")
                .hasCause(broken);
    }

    @Test
    void other_endings_are_outcomes_too() {
        model.reply("half", FinishReason.LENGTH);
        assertThat(builder().build().run("q").outcome()).isEqualTo(new RunOutcome.Truncated("half"));

        model.reply("secret", FinishReason.SENSITIVE);
        assertThat(builder().build().run("q").outcome())
                .isEqualTo(new RunOutcome.Filtered(RunOutcome.By.MODERATION, ""));

        model.reply("").reply(" ");
        assertThatThrownBy(() -> builder().build().run("q").text())
                .hasMessage("The model answered twice with neither text nor a tool call.");

        model.reply("", FinishReason.NETWORK_ERROR);
        assertThatThrownBy(() -> builder().build().run("q").text())
                .hasMessageStartingWith("GLM failed while it was answering (finish_reason=network_error).");

        model.reply("", FinishReason.CONTEXT_EXCEEDED);
        assertThatThrownBy(() -> builder().build().run("q").text())
                .hasMessageContaining("outgrew the model's context window");
    }

    @Test
    void a_model_that_calls_for_ever_is_stopped_with_everything_so_far() {
        Limits limits = Limits.DEFAULT.withModelCalls(2);
        model.calls(callOf("weather", "{\"city\":\"a\"}"))
                .calls(callOf("weather", "{\"city\":\"b\"}"))
                .reply("as far as I know, a");

        RunResult result = builder().limits(limits).build().run("q");

        assertThat(result.outcome()).isEqualTo(new RunOutcome.LimitReached(Limit.MODEL_CALLS, "as far as I know, a"));
        assertThat(model.requests().get(2).tools()).isEmpty();
        assertThat(events).contains(new RunEvent.LimitHit(Limit.MODEL_CALLS));
        assertThat(weather.asked).containsExactly("a", "b");
        assertThatThrownBy(result::text)
                .hasMessage(
                        "The run reached its limit of model calls after 3 model calls and 2 tool calls, before the model"
                                + " answered. Fix: raise it with AgentBuilder.limits, or look at toolCalls() for a tool the"
                                + " model keeps repeating.");
    }

    @Test
    void a_session_remembers_and_an_agent_does_not() {
        model.reply("Hello Ming.").reply("Ming.").reply("I do not know.");
        Agent agent = builder().system("s").build();
        Session session = agent.newSession();

        session.run("I am Ming.");
        session.run("Who am I?");
        agent.run("Who am I?");

        assertThat(model.requests().get(1).messages())
                .containsExactly(
                        new SystemMessage("s"),
                        UserMessage.of("I am Ming."),
                        AssistantMessage.of("Hello Ming."),
                        UserMessage.of("Who am I?"));
        assertThat(session.messages()).as("without the system message").hasSize(4);
        assertThat(model.requests().get(2).messages()).hasSize(2);
    }

    @Test
    void a_failed_run_leaves_a_session_that_goes_on() {
        model.calls(callOf("weather", "{\"city\":\"北京\"}"))
                .fail(new IllegalStateException("net"))
                .reply("4.5 °C");
        Session session = builder().build().newSession();

        session.run("weather?");
        assertThat(session.run("again?").text()).isEqualTo("4.5 °C");

        List<Message> sent = model.requests().get(2).messages();
        assertThat(sent).hasSize(4).startsWith(UserMessage.of("weather?")).endsWith(UserMessage.of("again?"));
    }

    @Test
    void listeners_see_every_event_in_order_and_cannot_break_the_run() {
        model.calls(callOf("weather", "{\"city\":\"北京\"}")).reply("fine");

        RunResult result = builder()
                .listener(event -> {
                    throw new IllegalStateException("bad listener");
                })
                .build()
                .run("q");

        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "RunStarted",
                        "StepStarted",
                        "ReplyReceived",
                        "ToolStarted",
                        "ToolFinished",
                        "StepFinished",
                        "StepStarted",
                        "ReplyReceived",
                        "StepFinished",
                        "RunFinished");
        assertThat(events.get(9)).isEqualTo(new RunEvent.RunFinished(result));
    }

    @Test
    void a_blank_question_is_the_callers_mistake_and_never_reaches_the_model() {
        ChatModel untouched = mock(ChatModel.class);

        assertThatThrownBy(() -> Agent.builder().model(untouched).build().run("  "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The text of a user message is blank; GLM refuses an empty question.");
        verifyNoInteractions(untouched);
    }

    @Test
    void an_agent_needs_a_model() {
        assertThatThrownBy(() -> Agent.builder().build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "An agent needs a model. Fix: Agent.builder().model(Glm.fromEnvironment().chatModel(\"glm-4\")).");
    }

    static class Deep {
        private final Thread caller = Thread.currentThread();
        final List<String> frames = new ArrayList<>();

        /** The stack of the tool, then the stack of the thread that waits for it. */
        @Tool("Looks up at its callers")
        String look() {
            List<StackTraceElement> stack =
                    new ArrayList<>(List.of(Thread.currentThread().getStackTrace()));
            stack.addAll(List.of(caller.getStackTrace()));
            stack.stream()
                    .map(frame -> frame.getClassName() + "#" + frame.getMethodName())
                    .filter(name -> name.startsWith("dev.glmagent."))
                    .forEach(frames::add);
            return "seen";
        }
    }

    @Test
    void from_run_to_the_tool_are_at_most_8_frames_of_ours() {
        Deep deep = new Deep();
        model.calls(callOf("look", "{}")).reply("ok");

        Agent.builder().model(model).tools(ToolRegistry.of(deep)).build().run("q");

        assertThat(deep.frames.get(0)).endsWith("Deep#look");
        List<String> between = deep.frames.subList(1, deep.frames.indexOf("dev.glmagent.Agent#run") + 1);
        assertThat(between)
                .as("frames from Agent.run to the tool")
                .hasSizeLessThanOrEqualTo(8)
                .startsWith("dev.glmagent.tool.internal.MethodBody#run")
                .endsWith("dev.glmagent.Agent#run");
    }
}
