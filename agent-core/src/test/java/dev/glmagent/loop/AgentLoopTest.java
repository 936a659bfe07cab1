package dev.glmagent.loop;

import static dev.glmagent.ScriptedChat.reply;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.loop.NextStep.AskModel;
import dev.glmagent.loop.NextStep.Finish;
import dev.glmagent.loop.NextStep.Reason;
import dev.glmagent.loop.NextStep.RunTools;
import dev.glmagent.tool.ToolResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The loop as a table: state and what came back, next state and next step. No model, no tool, no thread. */
class AgentLoopTest {

    private static final SystemMessage SYSTEM = new SystemMessage("be brief");
    private static final UserMessage QUESTION = UserMessage.of("q");
    private static final ToolSpec TOOL = new ToolSpec("f", "d", "{}");
    private static final ToolCall A = new ToolCall("a", "f", "{}");
    private static final ToolCall B = new ToolCall("b", "f", "{\"x\":1}");

    private final AgentLoop loop = new AgentLoop(Optional.of(SYSTEM), List.of(TOOL), new Limits(3, 4));
    private final RunState start = loop.start(List.of(), QUESTION);

    private static List<ToolResult> results(String... texts) {
        return Stream.of(texts).<ToolResult>map(ToolResult.Ok::new).toList();
    }

    @Test
    void first_the_model_is_asked_with_system_message_and_tools() {
        assertThat(loop.next(start)).isInstanceOfSatisfying(AskModel.class, ask -> {
            assertThat(ask.request().messages()).containsExactly(SYSTEM, QUESTION);
            assertThat(ask.request().tools()).containsExactly(TOOL);
        });
    }

    @Test
    void an_answer_finishes_the_run() {
        RunState end = loop.onReply(start, reply("42", FinishReason.STOP));

        assertThat(loop.next(end)).isEqualTo(new Finish(Reason.COMPLETED, "42"));
        assertThat(end.messages()).containsExactly(SYSTEM, QUESTION, AssistantMessage.of("42"));
    }

    @Test
    void tool_calls_enter_the_conversation_only_together_with_their_answers() {
        RunState pending = loop.onReply(start, reply("let me look", FinishReason.TOOL_CALLS, A, B));
        assertThat(loop.next(pending)).isEqualTo(new RunTools(List.of(A, B)));
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
        assertThat(loop.next(loop.onReply(start, reply("", FinishReason.STOP, A))))
                .isEqualTo(new RunTools(List.of(A)));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void finish_reasons(FinishReason reason, String text, Reason expected, String shown, List<Message> kept) {
        RunState end = loop.onReply(start, reply(text, reason, A));

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
    void neither_text_nor_calls_is_an_empty_reply() {
        RunState end = loop.onReply(start, reply(" ", FinishReason.TOOL_CALLS));

        assertThat(loop.next(end)).isEqualTo(new Finish(Reason.EMPTY_REPLY, ""));
        assertThat(end.messages()).containsExactly(SYSTEM, QUESTION);
    }

    @Test
    void an_unknown_finish_reason_with_text_is_an_answer() {
        assertThat(loop.next(loop.onReply(start, reply("42", new FinishReason("")))))
                .isEqualTo(new Finish(Reason.COMPLETED, "42"));
    }

    @Test
    void missing_and_repeated_ids_are_repaired_in_our_copy() {
        ToolCall blank = new ToolCall("", "f", "{}");
        RunState first = loop.onReply(start, reply("", FinishReason.TOOL_CALLS, A, A, blank));
        assertThat(first.pending().orElseThrow().toolCalls())
                .extracting(ToolCall::id)
                .containsExactly("a", "call_1_1", "call_1_2");

        RunState second =
                loop.onReply(loop.onToolResults(first, results("1", "2", "3")), reply("", FinishReason.TOOL_CALLS, A));
        assertThat(second.pending().orElseThrow().toolCalls())
                .extracting(ToolCall::id)
                .containsExactly("call_2_0");
    }

    @Test
    void the_model_is_asked_no_more_than_the_limit_says() {
        RunState state = start;
        for (int i = 0; i < 3; i++) {
            assertThat(loop.next(state)).isInstanceOf(AskModel.class);
            state = loop.onToolResults(loop.onReply(state, reply("", FinishReason.TOOL_CALLS, A)), results("1"));
        }

        assertThat(loop.next(state)).isEqualTo(new Finish(Reason.MODEL_CALL_LIMIT, ""));
        assertThat(state.messages()).hasSize(2 + 3 * 2);
    }

    @Test
    void a_reply_with_more_calls_than_are_left_runs_none_of_them() {
        RunState state =
                loop.onToolResults(loop.onReply(start, reply("", FinishReason.TOOL_CALLS, A, B)), results("1", "2"));

        RunState over = loop.onReply(state, reply("more", FinishReason.TOOL_CALLS, A, B, A));

        assertThat(loop.next(over)).isEqualTo(new Finish(Reason.TOOL_CALL_LIMIT, "more"));
        assertThat(over.messages()).endsWith(AssistantMessage.of("more"));
    }

    @Test
    void every_call_needs_exactly_one_result() {
        RunState pending = loop.onReply(start, reply("", FinishReason.TOOL_CALLS, A, B));

        assertThatThrownBy(() -> loop.onToolResults(pending, results("1")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 calls are pending, but 1 results came; every call needs exactly one.");
        assertThatThrownBy(() -> loop.onToolResults(start, results("1")))
                .hasMessage("No tool calls are pending in this state.");
    }

    @Test
    void a_history_keeps_its_system_message_once() {
        RunState first = loop.onReply(start, reply("42", FinishReason.STOP));

        assertThat(loop.start(first.messages(), QUESTION).messages())
                .containsExactly(SYSTEM, QUESTION, AssistantMessage.of("42"), QUESTION);
    }

    @Test
    void limits_are_checked() {
        assertThatThrownBy(() -> new Limits(0, 1))
                .hasMessage("Limits need modelCalls >= 1 and toolCalls >= 0, got modelCalls=0, toolCalls=1.");
    }
}
