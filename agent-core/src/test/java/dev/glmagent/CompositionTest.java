package dev.glmagent;

import static dev.glmagent.testing.ScriptedModel.USAGE;
import static dev.glmagent.testing.ScriptedModel.callOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.RunOutcome.By;
import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.chat.Usage;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.loop.Limit;
import dev.glmagent.loop.Limits;
import dev.glmagent.loop.RunState;
import dev.glmagent.testing.ScriptedModel;
import dev.glmagent.tool.Context;
import dev.glmagent.tool.ContextValues;
import dev.glmagent.tool.InvalidToolException;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolContext;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agents that are tools of agents, agents that hand over, and tools chosen anew for each step. */
@Timeout(30)
@ExtendWith(LoopInvariants.class)
class CompositionTest {

    static class Desk {
        final List<String> done = new ArrayList<>();

        @Tool("Looks an invoice up")
        String invoice(int number, @Context Optional<String> user) {
            done.add("invoice " + number + user.map(name -> " for " + name).orElse(""));
            return "12 CNY";
        }

        @Tool(value = "Pays back", destructive = true)
        String refund(int number) {
            done.add("refund " + number);
            return "paid back";
        }
    }

    private final Desk desk = new Desk();
    private final ScriptedModel above = new ScriptedModel();
    private final ScriptedModel below = new ScriptedModel();
    private final List<RunEvent> events = new ArrayList<>();

    private AgentBuilder billing() {
        return Agent.builder().model(below).system("You are billing.").tools(ToolRegistry.of(desk));
    }

    private AgentBuilder front(Agent sub) {
        return Agent.builder()
                .model(above)
                .system("You are the front.")
                .tools(ToolRegistry.of(sub.asTool("billing", "Answers questions about invoices")))
                .listener(events::add);
    }

    private static ToolCall task(String question) {
        return callOf("billing", "{\"question\":\"" + question + "\"}");
    }

    // An agent as a tool

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void an_agent_is_a_tool_whose_tokens_and_events_come_up(boolean streaming) {
        above.calls(task("how much is invoice 7?")).reply("12 CNY.");
        below.call("invoice", "{\"number\":7}").reply("It is 12 CNY.");
        Agent agent = front(billing().build()).build();
        RunRequest request = RunRequest.of("q").withContext(ContextValues.of("ming"));

        RunResult result = RunInvariants.check(streaming ? agent.stream(request).result() : agent.run(request));

        assertThat(result.text()).isEqualTo("12 CNY.");
        assertThat(result.messages()).contains(new ToolMessage("call_billing", "It is 12 CNY."));
        assertThat(desk.done).as("values go down").containsExactly("invoice 7 for ming");
        assertThat(below.requests().get(0).messages())
                .containsExactly(new SystemMessage("You are billing."), UserMessage.of("how much is invoice 7?"));
        assertThat(result.modelCalls()).as("its own").isEqualTo(2);
        assertThat(result.usage()).contains(sum(4));
        RunResult nested = (RunResult)
                ((ToolResult.Ok) result.toolCalls().get(0).result()).data().orElseThrow();
        assertThat(nested.usage()).contains(sum(2));
        assertThat(nested.toolCalls()).hasSize(1);
        assertThat(nestedEvents())
                .startsWith("RunStarted", "StepStarted")
                .endsWith("StepFinished", "RunFinished")
                .contains("ToolFinished");
        assertThat(nestedEvents().contains("ModelEvent")).isEqualTo(streaming);
        RunInvariants.checkThreads();
    }

    private static Usage sum(int replies) {
        Usage sum = USAGE;
        for (int i = 1; i < replies; i++) {
            sum = sum.plus(USAGE);
        }
        return sum;
    }

    private List<String> nestedEvents() {
        return events.stream()
                .filter(RunEvent.Nested.class::isInstance)
                .map(event -> ((RunEvent.Nested) event))
                .filter(event -> event.toolName().equals("billing"))
                .map(event -> event.event().getClass().getSimpleName())
                .toList();
    }

    @Test
    void agents_below_run_side_by_side_and_listeners_see_one_event_at_a_time() throws Exception {
        CyclicBarrier meeting = new CyclicBarrier(2);
        for (int i = 0; i < 2; i++) {
            below.then((request, context) -> {
                await(meeting);
                return ScriptedModel.replyOf("met", FinishReason.STOP);
            });
        }
        AtomicReference<Thread> inside = new AtomicReference<>();
        List<String> overlaps = new ArrayList<>();
        above.calls(
                        new ToolCall("1", "billing", "{\"question\":\"a\"}"),
                        new ToolCall("2", "billing", "{\"question\":\"b\"}"))
                .reply("done");

        RunResult result = front(billing().build())
                .listener(event -> {
                    if (inside.getAndSet(Thread.currentThread()) != null) {
                        overlaps.add(event.toString());
                    }
                    inside.set(null);
                })
                .build()
                .run("q");

        assertThat(result.text()).isEqualTo("done");
        assertThat(result.toolCalls()).allMatch(call -> call.result().text().equals("met"));
        assertThat(overlaps).isEmpty();
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void why_an_agent_below_gave_no_answer_is_told_and_paid_for() {
        below.reply("half", FinishReason.LENGTH)
                .reply("", FinishReason.SENSITIVE)
                .fail(new IllegalStateException("secret host name"))
                .call("refund", "{\"number\":7}")
                .call("invoice", "{\"number\":7}")
                .reply("best guess");
        Agent limited = billing().limits(Limits.DEFAULT.withModelCalls(1)).build();
        // Three failures in a row would withdraw the tool, so each kind has a run of its own.
        List<String> told = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ScriptedModel model = new ScriptedModel().calls(task("q")).reply("ok");
            RunResult result = RunInvariants.check(Agent.builder()
                    .model(model)
                    .tools(ToolRegistry.of(limited.asTool("billing", "d")))
                    .build()
                    .run("q"));
            told.add(result.toolCalls().get(0).result().text());
            assertThat(result.usage()).contains(sum(List.of(3, 3, 2, 3, 4).get(i)));
        }

        assertThat(told)
                .containsExactly(
                        "half\n[cut by the token limit]",
                        "billing refused to answer",
                        "billing failed: IllegalStateException",
                        "billing did not answer: a human has to decide about refund, and nobody can be asked",
                        "best guess\n[billing was stopped by its limit of model calls; this is the best it could say]");
    }

    @Test
    void the_approver_above_is_asked_when_there_is_none_below() {
        above.calls(task("pay back 7")).reply("done");
        below.call("refund", "{\"number\":7}").reply("paid back");

        RunResult result = front(billing().build())
                .approver(request -> Optional.of(request.approve()))
                .build()
                .run("q");

        assertThat(result.text()).isEqualTo("done");
        assertThat(desk.done).containsExactly("refund 7");
    }

    @Test
    void cancelling_goes_down() throws Exception {
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Cancellation stop = new Cancellation();
        below.then((request, context) -> {
            reached.countDown();
            try {
                new CountDownLatch(1).await();
                throw new AssertionError("unreachable");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } finally {
                ended.countDown();
            }
        });
        above.calls(task("q"));
        Agent agent = front(billing().build()).build();

        var running = agent.runAsync(RunRequest.of("q").withCancellation(stop));
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        stop.cancel();

        assertThat(RunInvariants.check(running.get(10, TimeUnit.SECONDS)).outcome())
                .isEqualTo(new RunOutcome.Cancelled());
        assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void the_time_left_goes_down() {
        AtomicReference<Duration> left = new AtomicReference<>();
        below.then((request, context) -> {
            left.set(context.limit().orElseThrow());
            return ScriptedModel.replyOf("ok", FinishReason.STOP);
        });
        above.calls(task("q")).reply("done");

        front(billing().build())
                .limits(Limits.DEFAULT.withTime(Duration.ofSeconds(20)))
                .build()
                .run("q");

        assertThat(left.get()).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(20));
    }

    record Mirror(CompletableFuture<Agent> self, boolean asTool) {
        @Tool("Asks the agent that it belongs to")
        String mirror(ToolContext context) {
            return asTool
                    ? self.join()
                            .asTool("inner", "d")
                            .call("{\"question\":\"q\"}", context)
                            .text()
                    : self.join().run("q").outcome().toString();
        }
    }

    @Test
    void an_agent_that_is_its_own_tool_comes_to_an_end() {
        for (boolean asTool : new boolean[] {true, false}) {
            CompletableFuture<Agent> self = new CompletableFuture<>();
            ScriptedModel model = new ScriptedModel();
            for (int i = 0; i < 4; i++) {
                model.call("mirror", "{}");
            }
            for (int i = 0; i < 4; i++) {
                model.reply("up " + i);
            }
            self.complete(Agent.builder()
                    .model(model)
                    .tools(ToolRegistry.of(new Mirror(self, asTool)))
                    .build());

            RunResult result = self.join().run("q");

            assertThat(result.text()).isEqualTo("up 3");
            assertThat(model.requests()).hasSize(8);
            assertThat(model.requests().get(4).messages().toString())
                    .contains(
                            asTool
                                    ? "mirror failed: NoAnswerException"
                                    : "Runs are nested 4 deep, at most 3 are allowed below the first. Fix: look for a tool"
                                            + " that asks its own agent.");
        }
    }

    @Test
    void a_typed_agent_is_a_tool_that_answers_json() {
        below.call("final_answer", "{\"value\":12}");
        above.calls(callOf("price", "{\"question\":\"q\"}")).reply("12");

        RunResult result = Agent.builder()
                .model(above)
                .tools(ToolRegistry.of(billing().build().answering(int.class).asTool("price", "d")))
                .build()
                .run("q");

        assertThat(result.messages()).contains(new ToolMessage("call_price", "{\"value\":12}"));
    }

    @Test
    void a_blank_task_is_told() {
        above.calls(task(" ")).reply("ok");

        assertThat(front(billing().build())
                        .build()
                        .run("q")
                        .toolCalls()
                        .get(0)
                        .result()
                        .text())
                .isEqualTo("the question is blank");
        assertThat(below.requests()).isEmpty();
    }

    // A hand-over

    private Agent triage(Agent other) {
        return Agent.builder()
                .model(above)
                .system("You are the front.")
                .handoff("to_billing", "Moves the user to billing", () -> other)
                .listener(events::add)
                .build();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_conversation_moves_to_another_agent_with_its_own_rules(boolean streaming) {
        above.call("to_billing", "{}");
        below.call("invoice", "{\"number\":7}").reply("12 CNY.");
        Agent agent = triage(billing().build());

        RunResult result =
                RunInvariants.check(streaming ? agent.stream("how much is 7?").result() : agent.run("how much is 7?"));

        assertThat(result.text()).isEqualTo("12 CNY.");
        assertThat(above.requests().get(0).tools()).extracting(ToolSpec::name).containsExactly("to_billing");
        List<Message> moved = below.requests().get(0).messages();
        assertThat(moved).startsWith(new SystemMessage("You are billing."), UserMessage.of("how much is 7?"));
        assertThat(moved)
                .hasSize(4)
                .endsWith(new ToolMessage(
                        "call_to_billing", "The conversation moved to you. Go on with what the user asked."));
        assertThat(below.requests().get(0).tools()).extracting(ToolSpec::name).containsExactly("invoice", "refund");
        assertThat(result.messages())
                .as("of the agent that was asked")
                .startsWith(new SystemMessage("You are the front."));
        assertThat(result.modelCalls()).isEqualTo(3);
        assertThat(result.usage()).contains(sum(3));
        assertThat(events).contains(new RunEvent.HandedOver(1, "to_billing"));
        assertThat(events).filteredOn(RunEvent.RunStarted.class::isInstance).hasSize(1);
    }

    @Test
    void other_calls_of_the_reply_still_run_and_the_first_move_counts() {
        above.calls(callOf("to_billing", "{}"), new ToolCall("again", "to_billing", "{}"), callOf("nothing", "{}"));
        below.reply("hello");

        RunResult result = RunInvariants.check(triage(billing().build()).run("q"));

        assertThat(result.text()).isEqualTo("hello");
        assertThat(result.messages())
                .contains(new ToolMessage("again", "not run: the conversation can move to one agent only"));
    }

    @Test
    void a_run_that_moved_waits_for_a_human_and_goes_on_in_another_process() {
        above.call("to_billing", "{}");
        below.call("refund", "{\"number\":7}");
        RunOutcome.NeedsApproval open =
                (RunOutcome.NeedsApproval) triage(billing().build()).run("q").outcome();
        below.reply("paid back");

        RunState stored = RunState.fromJson(open.state().toJson());
        assertThat(stored).isEqualTo(open.state());
        RunResult result = triage(billing().build())
                .resume(stored, List.of(open.requests().get(0).approve()));

        assertThat(result.text()).isEqualTo("paid back");
        assertThat(below.requests().get(1).messages()).startsWith(new SystemMessage("You are billing."));
        assertThatThrownBy(() -> billing()
                        .build()
                        .resume(stored, List.of(open.requests().get(0).approve())))
                .hasMessage(
                        "This run moved to another agent by the tool \"to_billing\", but the agent that goes on with it"
                                + " has no such handoff. Fix: resume with the agent that began it.");
    }

    @Test
    void agents_that_hand_over_in_circles_come_to_an_end() {
        CompletableFuture<Agent> front = new CompletableFuture<>();
        Agent back = Agent.builder()
                .model(below)
                .handoff("to_front", "d", front::join)
                .build();
        front.complete(triage(back));
        for (int i = 0; i < 20; i++) {
            above.call("to_billing", "{}");
            below.call("to_front", "{}");
        }
        // The fifth time is one too many; last words are asked of the agent in charge.
        RunResult result = RunInvariants.check(front.join().run("q"));

        assertThat(((RunOutcome.LimitReached) result.outcome()).which()).isEqualTo(Limit.REPETITION);
        assertThat(result.modelCalls()).isEqualTo(10);
    }

    @Test
    void a_typed_answer_is_asked_of_the_agent_in_charge_too() {
        above.call("to_billing", "{}");
        below.call("final_answer", "{\"value\":12}");

        assertThat(triage(billing().build()).run("q", int.class).value()).isEqualTo(12);
        assertThat(below.requests().get(0).tools()).extracting(ToolSpec::name).contains("final_answer");
    }

    @Test
    void a_guard_of_the_agent_in_charge_counts() {
        above.call("to_billing", "{}");
        below.reply("a secret");
        Agent guarded = billing()
                .outputGuard((answer, context) -> GuardVerdict.refuse("no"))
                .build();

        assertThat(triage(guarded).run("q").outcome()).isEqualTo(new RunOutcome.Filtered(By.OUTPUT_GUARD, "no"));
    }

    @Test
    void a_handoff_needs_a_name_and_a_description() {
        assertThatThrownBy(() -> Agent.builder()
                        .handoff("to billing", "", () -> billing().build()))
                .isInstanceOf(InvalidToolException.class)
                .hasMessageContaining("the tool name \"to billing\" does not fit");
    }

    // Tools chosen for each step

    @Test
    void tools_are_chosen_anew_for_each_step_and_no_other_can_run() {
        ToolRegistry all = ToolRegistry.of(desk);
        above.call("invoice", "{\"number\":7}")
                .call("invoice", "{\"number\":8}")
                .reply("done");

        RunResult result = Agent.builder()
                .model(above)
                .toolsFor(state -> state.toolCalls() == 0
                        ? all
                        : all.filter(tool -> tool.name().equals("refund")))
                .build()
                .run("q");

        assertThat(result.text()).isEqualTo("done");
        assertThat(above.requests())
                .extracting(
                        request -> request.tools().stream().map(ToolSpec::name).toList())
                .containsExactly(List.of("invoice", "refund"), List.of("refund"), List.of("refund"));
        assertThat(desk.done).as("what is not offered does not run").containsExactly("invoice 7");
    }

    @Test
    void a_choice_that_throws_is_an_outcome() {
        IllegalStateException broken = new IllegalStateException("no tools today");

        RunResult result = Agent.builder()
                .model(above)
                .toolsFor(state -> {
                    throw broken;
                })
                .build()
                .run("q");

        assertThat(result.outcome()).isEqualTo(new RunOutcome.Failed(broken));
    }
}
