package dev.glmagent.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A history that GLM would refuse with code 1214 cannot be made into a request. */
class ChatRequestTest {

    private static final SystemMessage SYSTEM = new SystemMessage("你是一名资深的喜剧演员");
    private static final UserMessage USER = UserMessage.of("请问什么是机器学习?");
    private static final AssistantMessage TWO_CALLS =
            new AssistantMessage("", "", List.of(new ToolCall("a", "f", "{}"), new ToolCall("b", "g", "{}")));

    @Test
    void accepts_a_whole_conversation() {
        List<Message> messages = List.of(
                SYSTEM,
                new SystemMessage("background"),
                USER,
                TWO_CALLS,
                new ToolMessage("a", "1"),
                new ToolMessage("b", "2"),
                AssistantMessage.of("done"),
                USER);

        assertThat(new ChatRequest(messages, List.of()).messages()).isEqualTo(messages);
    }

    @Test
    void accepts_two_questions_in_a_row_as_glm_answers_the_last() {
        assertThat(ChatRequest.of(USER, UserMessage.of("请问什么是决策树算法?")).messages())
                .hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refuses(String expected, List<Message> messages) {
        assertThatThrownBy(() -> new ChatRequest(messages, List.of()))
                .isInstanceOf(InvalidConversationException.class)
                .hasMessage(expected);
    }

    static Stream<Arguments> refused() {
        String noUser = "; GLM answers the last user message and refuses a conversation without one (code 1214)."
                + " Fix: add a user message after the system messages.";
        return Stream.of(
                Arguments.of("The conversation is empty" + noUser, List.of()),
                Arguments.of("The conversation holds only system messages" + noUser, List.of(SYSTEM, SYSTEM)),
                Arguments.of(
                        "The conversation holds no user message" + noUser, List.of(SYSTEM, AssistantMessage.of("hi"))),
                Arguments.of(
                        "messages[1] is a system message after the conversation began, where GLM ignores it."
                                + " Fix: put system messages before all others.",
                        List.of(USER, SYSTEM)),
                Arguments.of(
                        "messages[1] calls g with the id \"b\", but messages[3] is not its answer. Fix: after an assistant"
                                + " message put exactly one tool message per call, in call order.",
                        List.of(USER, TWO_CALLS, new ToolMessage("a", "1"))),
                Arguments.of(
                        "messages[1] calls f with the id \"a\", but messages[2] is not its answer. Fix: after an assistant"
                                + " message put exactly one tool message per call, in call order.",
                        List.of(USER, TWO_CALLS, new ToolMessage("b", "2"), new ToolMessage("a", "1"))),
                Arguments.of(
                        "messages[1] answers the call \"x\", but no assistant message before it is waiting for that answer."
                                + " Fix: keep an assistant message and its tool messages together.",
                        List.of(USER, new ToolMessage("x", "1"))));
    }

    @Test
    void a_blank_question_is_no_message() {
        assertThatThrownBy(() -> UserMessage.of(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The text of a user message is blank; GLM refuses an empty question.");
    }
}
