package dev.glmagent.tools.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tools.Calls;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Patterns, differences and counts, as a model asks for them. */
class TextToolsTest {

    private final ToolRegistry tools = ToolRegistry.of(new TextTools());

    private String text(String name, Object... arguments) {
        return Calls.call(tools, name, arguments).text();
    }

    @Test
    void all_matches_with_their_groups() {
        assertThat(text("find_pattern", "text", "a1 b22 c", "pattern", "([a-z])(\\d+)?"))
                .isEqualTo("{\"total\":3,\"matches\":[{\"text\":\"a1\",\"start\":0,\"groups\":[\"a\",\"1\"]},"
                        + "{\"text\":\"b22\",\"start\":3,\"groups\":[\"b\",\"22\"]},"
                        + "{\"text\":\"c\",\"start\":7,\"groups\":[\"c\",null]}]}");
        assertThat(text("find_pattern", "text", "x".repeat(300), "pattern", "x"))
                .startsWith("{\"total\":300,");
    }

    /** Each hangs a backtracking engine for longer than the world lasts. */
    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(.*a){20}b", "([a-zA-Z]+)*$", "^(a?){100}a{100}b$"})
    void no_pattern_hangs(String pattern) {
        Assertions.assertTimeout(
                Duration.ofSeconds(10),
                () -> assertThat(text("find_pattern", "text", "a".repeat(5000) + "!", "pattern", pattern))
                        .startsWith("{\"total\":"));
    }

    @Test
    void a_pattern_that_is_not_understood_is_told() {
        assertThat(text("find_pattern", "text", "x", "pattern", "(?=x)"))
                .startsWith("the pattern is not RE2 syntax (no look-around, no back-references): ");
        assertThat(text("find_pattern", "text", "x", "pattern", "x".repeat(501)))
                .isEqualTo("the pattern has 501 characters; at most 500");
        assertThat(text("find_pattern", "text", "x".repeat(100_001), "pattern", "x"))
                .isEqualTo("the text has 100001 characters; at most 100000");
    }

    @Test
    void matches_are_replaced() {
        assertThat(text(
                        "replace_pattern",
                        "text",
                        "2026-11-24",
                        "pattern",
                        "(\\d+)-(\\d+)-(\\d+)",
                        "replacement",
                        "$3.$2.$1"))
                .isEqualTo("24.11.2026");
        assertThat(text("replace_pattern", "text", "x", "pattern", "x", "replacement", "$7"))
                .isEqualTo("the replacement names a group that the pattern has not; write $ as \\$");
        assertThat(text("replace_pattern", "text", "x".repeat(50_000), "pattern", "x", "replacement", "yyy"))
                .isEqualTo("the text has 150000 characters; at most 100000");
    }

    @Test
    void differences_line_by_line() {
        assertThat(text("compare_texts", "before", "一\n二\n三", "after", "一\n贰\n三\n四"))
                .isEqualTo("--- before\n+++ after\n@@ -1,3 +1,4 @@\n 一\n-二\n+贰\n 三\n+四");
        assertThat(text("compare_texts", "before", "same", "after", "same\n")).isEqualTo("the texts are the same");
        assertThat(text("compare_texts", "before", "x\n".repeat(2001), "after", ""))
                .isEqualTo("the text has 2001 lines; at most 2000");
    }

    @Test
    void counts_in_two_languages() {
        assertThat(text("count_text", "text", "Hello, GLM-4 世界!\n𠮷"))
                .isEqualTo("{\"characters\":18,\"words\":5,\"lines\":2}");
    }
}
