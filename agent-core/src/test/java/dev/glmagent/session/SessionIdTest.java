package dev.glmagent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What names a session, and what does not. */
class SessionIdTest {

    @Test
    void parts_are_joined_so_that_no_two_lists_of_parts_make_one_id() {
        assertThat(SessionId.of("user-7", "chat-1")).hasToString("user-7/chat-1");
        assertThat(SessionId.of("a:b", "c")).isNotEqualTo(SessionId.of("a", "b:c"));
        assertThat(SessionId.of("a", "b", "c")).isNotEqualTo(SessionId.of("a", "b:c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a/b",
                "../victim",
                "..\\victim",
                "/etc/passwd",
                "a\0b",
                "a\nb",
                "alice ",
                "alice\u200b",
                "аlice",
                "用户",
                "a'--",
                "a%2fb",
                "a;b",
                "a*",
                "a?",
                "a\"b",
                "~",
                "$HOME",
                "victim/",
                "/victim"
            })
    void a_part_that_a_user_makes_up_cannot_leave_its_place(String chosen) {
        assertThatThrownBy(() -> SessionId.of("user-7", chosen))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(
                        "Expected: parts of ASCII letters, digits and . _ : @ - Fix: name sessions by ids that your program made.");
    }

    @Test
    void the_message_says_what_was_wrong_and_carries_no_control_characters() {
        assertThatThrownBy(() -> SessionId.of("user-7", "a\u001b[31m\nb"))
                .hasMessageStartingWith("The session id holds \"a?[31m?b\".");
        assertThatThrownBy(() -> SessionId.of("user-7", ""))
                .hasMessageStartingWith("A part of the session id is empty.");
        assertThatThrownBy(SessionId::of).hasMessageStartingWith("A part of the session id is empty.");
        assertThatThrownBy(() -> SessionId.of("x".repeat(201)))
                .hasMessage("The session id has 201 characters; at most 200 are allowed."
                        + " Fix: use the id of the conversation, not its content.");
    }

    @Test
    void dots_and_other_case_make_other_keys_without_a_sign_that_a_file_system_could_read() {
        assertThat(SessionId.of("..").key()).matches("[0-9a-f]{64}");
        assertThat(SessionId.of("Alice").key())
                .isNotEqualToIgnoringCase(SessionId.of("alice").key());
    }

    @Test
    void random_ids_are_new_each_time() {
        assertThat(SessionId.random()).isNotEqualTo(SessionId.random());
    }
}
