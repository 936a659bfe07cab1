package dev.glmagent;

import static dev.glmagent.testing.ScriptedModel.callOf;
import static dev.glmagent.testing.ScriptedModel.replyOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.RunOutcome.By;
import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.ContentPart;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.testing.ScriptedModel;
import dev.glmagent.tool.ContextValues;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guards before and behind the model; each behaviour holds for blocking and streaming runs. */
@Timeout(30)
@ExtendWith(LoopInvariants.class)
class GuardTest {

    static class Notes {
        final List<String> written = new ArrayList<>();

        @Tool("Writes a note")
        String note(String text) {
            written.add(text);
            return "written";
        }
    }

    private final Notes notes = new Notes();
    private final ScriptedModel model = new ScriptedModel();
    private final List<RunEvent> events = new ArrayList<>();

    private AgentBuilder builder() {
        return Agent.builder().model(model).tools(ToolRegistry.of(notes)).listener(events::add);
    }

    private static RunResult run(Agent agent, boolean streaming, RunRequest request) {
        return RunInvariants.check(streaming ? agent.stream(request).result() : agent.run(request));
    }

    private static RunResult run(AgentBuilder builder, boolean streaming) {
        return run(builder.build(), streaming, RunRequest.of("my secret question"));
    }

    private static GuardVerdict hideSecret(String text, GuardContext context) {
        return text.contains("secret") ? GuardVerdict.replace(text.replace("secret", "***")) : GuardVerdict.pass();
    }

    private List<String> deltas() {
        return events.stream()
                .filter(RunEvent.ModelEvent.class::isInstance)
                .map(event -> ((RunEvent.ModelEvent) event).event().toString())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_replaced_question_is_the_one_that_is_asked(boolean streaming) {
        model.reply("fine");

        RunResult result = run(builder().inputGuard(GuardTest::hideSecret), streaming);

        assertThat(model.requests().get(0).messages()).containsExactly(UserMessage.of("my *** question"));
        assertThat(result.messages()).startsWith(UserMessage.of("my *** question"));
        assertThat(events.get(0)).isEqualTo(new RunEvent.RunStarted(result.runId(), "my *** question"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_refused_question_asks_nobody_and_leaves_the_conversation_as_it_was(boolean streaming) {
        List<Message> history = List.of(UserMessage.of("hi"), AssistantMessage.of("hello"));
        Agent agent = builder()
                .inputGuard((question, context) -> {
                    assertThat(context.messages()).hasSize(3);
                    assertThat(context.values().find(String.class)).contains("ming");
                    return GuardVerdict.refuse("off topic");
                })
                .inputGuard((question, context) -> {
                    throw new AssertionError("not asked after a refusal");
                })
                .build();

        RunResult result =
                run(agent, streaming, RunRequest.of("q").withHistory(history).withContext(ContextValues.of("ming")));

        assertThat(result.outcome()).isEqualTo(new RunOutcome.Filtered(By.INPUT_GUARD, "off topic"));
        assertThat(result.messages()).isEqualTo(history);
        assertThat(model.requests()).isEmpty();
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly("RunStarted", "RunFinished");
        assertThatThrownBy(result::text).hasMessage("A guard of this agent refused the question: off topic");
    }

    @Test
    void a_refused_first_question_leaves_no_history_and_a_session_goes_on() {
        model.reply("fine");
        Session session = builder()
                .system("s")
                .inputGuard(
                        (question, context) -> question.contains("bad") ? GuardVerdict.refuse("") : GuardVerdict.pass())
                .build()
                .newSession();

        assertThatThrownBy(() -> session.run("bad question").text())
                .hasMessage("A guard of this agent refused the question.");
        assertThat(session.run("good question").text()).isEqualTo("fine");
        assertThat(model.requests().get(0).messages()).hasSize(2).endsWith(UserMessage.of("good question"));
    }

    @Test
    void pictures_of_a_replaced_question_stay() {
        model.reply("fine");
        ContentPart picture = new ContentPart.Image("https://example.org/a.png");
        UserMessage question = new UserMessage(List.of(new ContentPart.Text("secret"), picture));

        builder().inputGuard(GuardTest::hideSecret).build().run(RunRequest.of(question));

        assertThat(model.requests().get(0).messages())
                .containsExactly(new UserMessage(List.of(new ContentPart.Text("***"), picture)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_replaced_answer_is_the_only_one_that_anybody_sees(boolean streaming) {
        model.reply("the secret is 42");

        RunResult result = run(
                builder().outputGuard(GuardTest::hideSecret).outputGuard((answer, context) -> {
                    assertThat(context.messages()).containsExactly(UserMessage.of("my secret question"));
                    return GuardVerdict.replace(answer + "!");
                }),
                streaming);

        assertThat(result.text()).isEqualTo("the *** is 42!");
        assertThat(result.messages()).endsWith(AssistantMessage.of("the *** is 42!"));
        assertThat(deltas()).isEqualTo(streaming ? List.of("TextDelta[text=the *** is 42!]") : List.of());
        assertThat(events.subList(1, events.size()))
                .noneMatch(event -> event.toString().contains("the secret"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_refused_reply_is_not_kept_and_its_calls_do_not_run(boolean streaming) {
        model.reply("a secret", FinishReason.TOOL_CALLS, callOf("note", "{\"text\":\"x\"}"));

        RunResult result =
                run(builder().outputGuard((answer, context) -> GuardVerdict.refuse("no secrets")), streaming);

        assertThat(result.outcome()).isEqualTo(new RunOutcome.Filtered(By.OUTPUT_GUARD, "no secrets"));
        assertThat(notes.written).isEmpty();
        assertThat(result.messages()).hasSize(1);
        assertThat(result.usage()).contains(ScriptedModel.USAGE);
        assertThat(result.modelCalls()).isEqualTo(1);
        assertThat(deltas()).isEmpty();
        assertThatThrownBy(result::text).hasMessage("A guard of this agent refused the answer: no secrets");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_tools_answer_is_judged_and_the_conversation_keeps_what_the_tool_said(boolean streaming) {
        ToolDefinition receipt = ToolDefinition.builder("receipt")
                .description("d")
                .build(
                        "{\"type\":\"object\"}",
                        (json, context) -> ToolResult.ok("secret 12").asAnswer());
        AgentBuilder builder = Agent.builder().model(model).tools(ToolRegistry.of(receipt));
        model.call("receipt", "{}");

        RunResult replaced = run(builder.outputGuard(GuardTest::hideSecret), streaming);
        assertThat(replaced.text()).isEqualTo("*** 12");
        assertThat(replaced.messages()).endsWith(new ToolMessage("call_receipt", "secret 12"));

        model.call("receipt", "{}");
        RunResult refused = run(builder.outputGuard((answer, context) -> GuardVerdict.refuse("")), streaming);
        assertThat(refused.outcome()).isEqualTo(new RunOutcome.Filtered(By.OUTPUT_GUARD, ""));
    }

    @Test
    void a_typed_answer_is_judged_as_json_and_has_to_fit_after_it() {
        model.call("final_answer", "{\"value\":\"secret\"}").call("final_answer", "{\"value\":\"x\"}");

        TypedResult<String> result = builder()
                .outputGuard((answer, context) -> answer.contains("secret")
                        ? GuardVerdict.replace(answer.replace("\"secret\"", "7"))
                        : GuardVerdict.pass())
                .build()
                .run("q", String.class);

        assertThat(result.value()).isEqualTo("x");
        assertThat(model.requests().get(1).messages())
                .contains(new AssistantMessage("", "", List.of(callOf("final_answer", "{\"value\":7}"))));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothing_passes_a_guard_that_is_broken(boolean streaming) {
        IllegalStateException broken = new IllegalStateException("broken");
        model.reply("a secret");

        RunResult behind = run(
                builder().outputGuard((answer, context) -> {
                    throw broken;
                }),
                streaming);
        assertThat(behind.outcome()).isEqualTo(new RunOutcome.Failed(broken));
        assertThat(behind.messages()).hasSize(1);

        RunResult before = run(
                builder().inputGuard((question, context) -> {
                    throw broken;
                }),
                streaming);
        assertThat(before.outcome()).isEqualTo(new RunOutcome.Failed(broken));
        assertThat(model.requests()).as("only the first run asked").hasSize(1);
    }

    @Test
    void a_guard_that_waits_ends_when_the_run_is_cancelled() {
        Cancellation stop = new Cancellation();
        RunResult result = builder()
                .inputGuard((question, context) -> {
                    stop.cancel();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException(e);
                    }
                    return GuardVerdict.pass();
                })
                .build()
                .run(RunRequest.of("q").withCancellation(stop));

        assertThat(result.outcome()).isEqualTo(new RunOutcome.Cancelled());
    }

    @Test
    void retries_are_seen_through_a_guard_and_pieces_are_not() {
        model.then((request, context) -> {
            context.events().accept(new ChatEvent.RetryScheduled(1, java.time.Duration.ZERO, "busy"));
            context.events().accept(new ChatEvent.ReasoningDelta("secret"));
            context.events().accept(new ChatEvent.TextDelta("secret"));
            return replyOf("secret", FinishReason.STOP);
        });

        builder().outputGuard(GuardTest::hideSecret).build().stream("q").result();

        assertThat(deltas())
                .containsExactly("RetryScheduled[attempt=1, delay=PT0S, reason=busy]", "TextDelta[text=***]");
    }

    @Test
    void a_guard_cannot_put_nothing_in_place_of_a_text() {
        assertThatThrownBy(() -> GuardVerdict.replace(" "))
                .hasMessage("A guard put a blank text in place of another. Fix: GuardVerdict.refuse(reason).");
    }
}
