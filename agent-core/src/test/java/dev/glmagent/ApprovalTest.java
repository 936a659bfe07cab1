package dev.glmagent;

import static dev.glmagent.testing.ScriptedModel.callOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.loop.ApprovalPolicy;
import dev.glmagent.loop.ApprovalPolicy.Verdict;
import dev.glmagent.loop.ApprovalRequest;
import dev.glmagent.loop.InvalidDecisionException;
import dev.glmagent.loop.RunState;
import dev.glmagent.testing.ScriptedModel;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Calls that a human decides about. */
@ExtendWith(LoopInvariants.class)
class ApprovalTest {

    static class Shop {
        final List<String> done = new ArrayList<>();

        @Tool(value = "Deletes an order", destructive = true)
        String delete(String order) {
            done.add("deleted " + order);
            return "deleted " + order;
        }

        @Tool(value = "Looks an order up", readOnly = true)
        String look(String order) {
            done.add("looked at " + order);
            return order + " is paid";
        }
    }

    private final Shop shop = new Shop();
    private final ScriptedModel model = new ScriptedModel();
    private final ToolCall delete = callOf("delete", "{\"order\": \"7\\u202e\"}");
    private final ToolCall look = callOf("look", "{\"order\":\"7\"}");

    private AgentBuilder builder() {
        return Agent.builder().model(model).tools(ToolRegistry.of(shop));
    }

    private RunOutcome.NeedsApproval waiting() {
        model.calls(delete, look);
        RunResult result = RunInvariants.check(builder().build().run("q"));
        return (RunOutcome.NeedsApproval) result.outcome();
    }

    private static RunState elsewhere(RunState state) {
        return RunState.fromJson(state.toJson());
    }

    @Test
    void a_destructive_call_waits_while_the_others_of_the_reply_run() {
        RunOutcome.NeedsApproval waiting = waiting();

        assertThat(shop.done).containsExactly("looked at 7");
        assertThat(waiting.requests())
                .containsExactly(new ApprovalRequest(
                        waiting.state().runId(), "call_delete", "delete", "{\"order\":\"7\\u202E\"}"));
        assertThat(waiting.state().messages()).as("no half turn").hasSize(1);
    }

    @Test
    void an_approved_call_runs_in_another_process() {
        RunOutcome.NeedsApproval waiting = waiting();
        model.reply("done");

        RunResult result = RunInvariants.check(builder()
                .build()
                .resume(
                        elsewhere(waiting.state()),
                        List.of(waiting.requests().get(0).approve())));

        assertThat(result.text()).isEqualTo("done");
        assertThat(shop.done).hasSize(2);
        assertThat(result.messages())
                .contains(new ToolMessage("call_look", "7 is paid"), new ToolMessage("call_delete", "deleted 7"));
    }

    @Test
    void a_denied_call_does_not_run_and_the_model_is_told_why() {
        RunOutcome.NeedsApproval waiting = waiting();
        model.reply("a pity");

        RunResult result = builder()
                .build()
                .resume(waiting.state(), List.of(waiting.requests().get(0).deny("it is shipped")));

        assertThat(result.messages())
                .contains(new ToolMessage("call_delete", "not run: a human said no, because: it is shipped"));
        assertThat(shop.done).containsExactly("looked at 7");
    }

    @Test
    void a_decision_that_does_not_fit_exactly_is_refused() {
        RunOutcome.NeedsApproval waiting = waiting();
        RunState state = waiting.state();
        ApprovalRequest asked = waiting.requests().get(0);
        Agent agent = builder().build();

        for (ApprovalRequest forged : List.of(
                new ApprovalRequest(asked.runId(), asked.callId(), asked.toolName(), "{\"order\":\"8\"}"),
                new ApprovalRequest(asked.runId(), asked.callId(), "look", asked.arguments()),
                new ApprovalRequest(asked.runId(), "call_look", "look", "{\"order\":\"7\"}"),
                new ApprovalRequest(asked.runId(), "call_other", asked.toolName(), asked.arguments()),
                new ApprovalRequest("another run", asked.callId(), asked.toolName(), asked.arguments()))) {
            assertThatThrownBy(() -> agent.resume(state, List.of(asked.approve(), forged.approve())))
                    .isInstanceOf(InvalidDecisionException.class)
                    .hasMessage("The decision about the call \"" + forged.callId() + "\" of " + forged.toolName()
                            + " matches no call that waits: run, id, tool and arguments must be those that were asked"
                            + " about, and each is decided once. Nothing ran.");
        }
        assertThatThrownBy(() -> agent.resume(state, List.of(asked.approve(), asked.deny(""))))
                .isInstanceOf(InvalidDecisionException.class);
        assertThat(shop.done).containsExactly("looked at 7");
    }

    @Test
    void an_approver_answers_while_the_run_waits() {
        model.calls(delete, look).reply("done");

        RunResult result = RunInvariants.check(builder()
                .approver(request -> Optional.of(request.approve()))
                .build()
                .run("q"));

        assertThat(result.text()).isEqualTo("done");
        assertThat(shop.done).containsExactlyInAnyOrder("looked at 7", "deleted 7\u202e");
    }

    @Test
    void an_approver_that_cannot_decide_is_asked_once() {
        List<ApprovalRequest> asked = new ArrayList<>();
        model.calls(delete, look);

        RunResult result = builder()
                .approver(request -> {
                    asked.add(request);
                    return Optional.empty();
                })
                .build()
                .run("q");

        assertThat(result.outcome()).isInstanceOf(RunOutcome.NeedsApproval.class);
        assertThat(asked).hasSize(1);
    }

    @Test
    void a_policy_may_forbid_and_allow() {
        ApprovalPolicy policy = (call, hints) -> call.name().equals("look") ? Verdict.DENY : Verdict.ALLOW;
        model.calls(delete, look).reply("done");

        RunResult result = builder().approvals(policy).build().run("q");

        assertThat(result.messages())
                .contains(new ToolMessage("call_look", "not run: this agent may not make this call"));
        assertThat(shop.done).containsExactly("deleted 7\u202e");
    }

    @Test
    void a_state_of_a_newer_program_is_refused() {
        String newer = waiting().state().toJson().replace("\"version\":1", "\"version\":2");

        assertThatThrownBy(() -> RunState.fromJson(newer))
                .hasMessage("This run state has version 2; this program reads 1."
                        + " Fix: use the newer program that wrote it.");
        assertThatThrownBy(() -> RunState.fromJson("{")).hasMessageStartingWith("This text is no run state: ");
    }
}
