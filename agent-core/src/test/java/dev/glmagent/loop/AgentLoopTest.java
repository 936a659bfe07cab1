package dev.glmagent.loop;

import static dev.glmagent.testing.ScriptedModel.replyOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.loop.NextStep.AskModel;
import dev.glmagent.loop.NextStep.Finish;
import dev.glmagent.loop.NextStep.Reason;
import dev.glmagent.loop.NextStep.RunTools;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The loop as a table: state and what came back, next state and next step. No model, no tool, no thread. */
class AgentLoopTest {

    private static final SystemMessage SYSTEM = new SystemMessage("be brief");
    private static final UserMessage QUESTION = UserMessage.of("q");
    private static final ToolCall A = new ToolCall("a", "f", "{}");
    private static final ToolCall B = new ToolCall("b", "f", "{\"x\":1}");

    private static final ToolRegistry TOOLS = ToolRegistry.of(
            ToolDefinition.builder("f").description("d").build("{\"type\":\"object\"}", (json, context) -> json));

    private final AgentLoop loop = loop(Limits.DEFAULT.withModelCalls(3).withToolCalls(4), ApprovalPolicy.DEFAULT);
    private final RunState start = loop.start("run", List.of(), QUESTION);

    private static AgentLoop loop(Limits limits, ApprovalPolicy approvals) {
        return new AgentLoop(
                new LoopRules(Optional.of(SYSTEM), state -> TOOLS, limits, approvals, Optional.empty(), Set.of()));
    }

    private static List<ToolResult> results(String... texts) {
        return Stream.of(texts).<ToolResult>map(ToolResult.Ok::new).toList();
    }

    @Test
    void first_the_model_is_asked_with_system_message_and_tools() {
        assertThat(loop.next(start)).isInstanceOfSatisfying(AskModel.class, ask -> {
            assertThat(ask.request().messages()).containsExactly(SYSTEM, QUESTION);
            assertThat(ask.request().tools()).isEqualTo(TOOLS.specs());
        });
    }

    @Test
    void an_answer_finishes_the_run() {
        RunState end = loop.onReply(start, replyOf("42", FinishReason.STOP));

        assertThat(loop.next(end)).isEqualTo(new Finish(Reason.COMPLETED, "42"));
        assertThat(end.messages()).containsExactly(SYSTEM, QUESTION, AssistantMessage.of("42"));
    }

    @Test
    void tool_calls_enter_the_conversation_only_together_with_their_answers() {
        RunState pending = loop.onReply(start, replyOf("let me look", FinishReason.TOOL_CALLS, A, B));
        assertThat(loop.next(pending)).isEqualTo(new RunTools(List.of(A, B), TOOLS));
        assertThat(pending.messages()).containsExactly(SYSTEM, QUESTION);

        RunState answered = loop.onToolResults(pending, results("1", "2"));
        assertThat(answered.messages())
                .containsExactly(
                        SYSTEM,
                        QUESTION,
                        new AssistantMessage("let me look", "", List.of(A, B)),
                        new ToolMessage("a", "1"),
                        new ToolMessage("b", "2"));
        assertThat(loop.next(answered)).isInstanceOf(AskModel.class);
    }

    @Test
    void calls_run_whatever_the_finish_reason_says() {
        assertThat(loop.next(loop.onReply(start, replyOf("", FinishReason.STOP, A))))
                .isEqualTo(new RunTools(List.of(A), TOOLS));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void finish_reasons(FinishReason reason, String text, Reason expected, String shown, List<Message> kept) {
        RunState end = loop.onReply(start, replyOf(text, reason, A));

        assertThat(loop.next(end)).isEqualTo(new Finish(expected, shown));
        assertThat(end.messages().subList(2, end.messages().size())).isEqualTo(kept);
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                Arguments.of(
                        FinishReason.LENGTH,
                        "half an ans",
                        Reason.TRUNCATED,
                        "half an ans",
                        List.of(AssistantMessage.of("half an ans"))),
                Arguments.of(FinishReason.LENGTH, "", Reason.TRUNCATED, "", List.of()),
                Arguments.of(FinishReason.SENSITIVE, "blocked words", Reason.FILTERED, "", List.of()),
                Arguments.of(FinishReason.NETWORK_ERROR, "", Reason.SERVICE_FAILED, "", List.of()),
                Arguments.of(FinishReason.CONTEXT_EXCEEDED, "", Reason.CONTEXT_EXCEEDED, "", List.of()));
    }

    @Test
    void neither_text_nor_calls_is_asked_once_more_and_then_an_empty_reply() {
        RunState again = loop.onReply(start, replyOf(" ", FinishReason.TOOL_CALLS));
        assertThat(loop.next(again))
                .isInstanceOfSatisfying(
                        AskModel.class,
                        ask -> assertThat(ask.request().messages())
                                .containsExactly(SYSTEM, QUESTION, UserMessage.of(Remarks.EMPTY_REPLY)));

        RunState end = loop.onReply(again, replyOf("", FinishReason.STOP));

        assertThat(loop.next(end)).isEqualTo(new Finish(Reason.EMPTY_REPLY, ""));
        assertThat(end.messages()).containsExactly(SYSTEM, QUESTION);
    }

    @Test
    void an_unknown_finish_reason_with_text_is_an_answer() {
        assertThat(loop.next(loop.onReply(start, replyOf("42", new FinishReason("")))))
                .isEqualTo(new Finish(Reason.COMPLETED, "42"));
    }

    @Test
    void missing_and_repeated_ids_are_repaired_in_our_copy() {
        ToolCall blank = new ToolCall("", "f", "{}");
        RunState first = loop.onReply(start, replyOf("", FinishReason.TOOL_CALLS, A, A, blank));
        assertThat(first.pending().orElseThrow().message().toolCalls())
                .extracting(ToolCall::id)
                .containsExactly("a", "call_1_1", "call_1_2");

        RunState second = loop.onReply(
                loop.onToolResults(first, results("1", "2", "3")), replyOf("", FinishReason.TOOL_CALLS, A));
        assertThat(second.pending().orElseThrow().message().toolCalls())
                .extracting(ToolCall::id)
                .containsExactly("call_2_0");
    }

    @Test
    void the_model_is_asked_no_more_than_the_limit_says() {
        RunState state = start;
        for (int i = 0; i < 3; i++) {
            assertThat(loop.next(state)).isInstanceOf(AskModel.class);
            state = loop.onToolResults(loop.onReply(state, replyOf("", FinishReason.TOOL_CALLS, A)), results("1"));
        }

        assertThat(loop.next(state)).isInstanceOfSatisfying(AskModel.class, ask -> {
            assertThat(ask.request().tools()).isEmpty();
            assertThat(ask.request().messages()).endsWith(UserMessage.of(Remarks.lastWords(Limit.MODEL_CALLS)));
        });
        RunState end = loop.onReply(state, replyOf("best", FinishReason.TOOL_CALLS, A));
        assertThat(loop.next(end)).isEqualTo(new Finish(Reason.LIMIT, "best"));
        assertThat(end.limit()).contains(Limit.MODEL_CALLS);
        assertThat(end.messages()).hasSize(2 + 3 * 2 + 1).endsWith(AssistantMessage.of("best"));
    }

    @Test
    void a_reply_with_more_calls_than_are_left_runs_none_of_them() {
        RunState state =
                loop.onToolResults(loop.onReply(start, replyOf("", FinishReason.TOOL_CALLS, A, B)), results("1", "2"));

        RunState over = loop.onReply(state, replyOf("more", FinishReason.TOOL_CALLS, A, B, A));

        assertThat(over.messages()).isEqualTo(state.messages());
        assertThat(over.limit()).contains(Limit.TOOL_CALLS);
        assertThat(loop.next(over))
                .isInstanceOfSatisfying(
                        AskModel.class, ask -> assertThat(ask.request().tools()).isEmpty());
        assertThat(loop.next(loop.onReply(over, replyOf("best", FinishReason.STOP))))
                .isEqualTo(new Finish(Reason.LIMIT, "best"));
    }

    @Test
    void every_call_needs_exactly_one_result() {
        RunState pending = loop.onReply(start, replyOf("", FinishReason.TOOL_CALLS, A, B));

        assertThatThrownBy(() -> loop.onToolResults(pending, results("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 calls are pending, but 1 results came; every call needs exactly one.");
        assertThatThrownBy(() -> loop.onToolResults(start, results("1")))
                .hasMessage("No tool calls are pending in this state.");
    }

    @Test
    void a_history_keeps_its_system_message_once() {
        RunState first = loop.onReply(start, replyOf("42", FinishReason.STOP));

        assertThat(loop.start("next", first.messages(), QUESTION).messages())
                .containsExactly(SYSTEM, QUESTION, AssistantMessage.of("42"), QUESTION);
    }

    @Test
    void limits_are_checked() {
        assertThatThrownBy(() -> Limits.DEFAULT.withModelCalls(0))
                .hasMessage("Limits need modelCalls >= 1, toolCalls >= 0, callsPerReply >= 1 and repetitions >= 0, got"
                        + " modelCalls=0, toolCalls=100, callsPerReply=32, repetitions=5.");
        assertThatThrownBy(() -> Limits.DEFAULT.withTime(Duration.ZERO))
                .hasMessage("Limits need a positive time, got PT0S.");
    }

    @Test
    void the_same_calls_with_the_same_results_are_told_and_then_stopped_however_they_alternate() {
        AgentLoop patient = loop(Limits.DEFAULT, ApprovalPolicy.DEFAULT);
        RunState state = start;
        for (int round = 1; round <= 5; round++) {
            assertThat(state.limit()).as("before round " + round).isEmpty();
            // Another order of keys and white space is the same call.
            ToolCall call =
                    new ToolCall("c" + round, "f", round % 2 == 0 ? "{\"a\":1,\"b\":2}" : "{ \"b\":2, \"a\":1 }");
            state = patient.onToolResults(
                    patient.onReply(state, replyOf("", FinishReason.STOP, call)), results("same"));
            String told = round < 3
                    ? "same"
                    : "same\n[These calls gave the same results " + round
                            + " times. Do not repeat them: try something else, or answer with what you know.]";
            assertThat(state.messages()).endsWith(new ToolMessage("c" + round, told));
            if (round < 5) {
                state = patient.onToolResults(
                        patient.onReply(state, replyOf("", FinishReason.STOP, B)), results("other " + round));
            }
        }
        assertThat(state.limit()).contains(Limit.REPETITION);
    }

    @Test
    void a_tool_that_fails_three_times_in_a_row_is_withdrawn() {
        AgentLoop patient = loop(Limits.DEFAULT, ApprovalPolicy.DEFAULT);
        RunState state = start;
        for (int i = 1; i <= 3; i++) {
            RunState pending = patient.onReply(state, replyOf("", FinishReason.STOP, A));
            state = patient.onToolResults(pending, List.of(new ToolResult.NotRun("broken " + i)));
        }

        assertThat(((ToolMessage) state.messages().get(state.messages().size() - 1)).text())
                .isEqualTo("broken 3\n[f failed 3 times in a row and cannot be called any more in this run.]");
        assertThat(patient.next(state))
                .isInstanceOfSatisfying(
                        AskModel.class, ask -> assertThat(ask.request().tools()).isEmpty());
    }

    @Test
    void tokens_and_money_end_a_run_before_the_next_call() {
        RunState spent = loop.onToolResults(loop.onReply(start, replyOf("", FinishReason.STOP, A)), results("1"));
        Budget budget = Budget.of("0.00002", Map.of("scripted", Budget.Price.perMillion("1", "0.5", "2")));
        assertThat(budget.cost(spent.usage())).isEqualByComparingTo("0.000019"); // 8 read, 2 cached, 5 written

        assertThat(loop(Limits.DEFAULT.withTokens(16), ApprovalPolicy.DEFAULT).next(spent))
                .isInstanceOf(AskModel.class);
        assertThat(loop(Limits.DEFAULT.withTokens(15), ApprovalPolicy.DEFAULT).reached(spent))
                .contains(Limit.TOKENS);
        assertThat(loop(Limits.DEFAULT.withTokens(15), ApprovalPolicy.DEFAULT).next(spent))
                .isEqualTo(new Finish(Reason.LIMIT, ""));
        assertThat(loop(Limits.DEFAULT.withMoney(budget), ApprovalPolicy.DEFAULT)
                        .next(spent))
                .isInstanceOf(AskModel.class);
        Budget small = new Budget(new BigDecimal("0.000019"), budget.prices());
        assertThat(loop(Limits.DEFAULT.withMoney(small), ApprovalPolicy.DEFAULT).reached(spent))
                .contains(Limit.MONEY);
    }

    @Test
    void calls_above_the_limit_of_a_reply_are_answered_but_not_run() {
        AgentLoop narrow = loop(Limits.DEFAULT.withCallsPerReply(1), ApprovalPolicy.DEFAULT);
        RunState pending = narrow.onReply(start, replyOf("", FinishReason.STOP, A, B));

        assertThat(narrow.next(pending)).isEqualTo(new RunTools(List.of(A), TOOLS));
        assertThat(narrow.onToolResults(pending, results("1")).messages())
                .endsWith(new ToolMessage("b", "not run: too many calls in one reply; the first 1 ran"));
    }
}
