package dev.glmagent.testkit;

import static dev.glmagent.testkit.Match.anyRequest;
import static dev.glmagent.testkit.Match.offers;
import static dev.glmagent.testkit.Match.toolSays;
import static dev.glmagent.testkit.Match.userSays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.testkit.junit.GlmTest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules in code and in files, and what is told of a request that none answers. */
@GlmTest
class RulesTest {

    private static String content(GlmEmulator emulator, String question) {
        return Wire.ask(emulator, Wire.question(question))
                .at("/choices/0/message")
                .toString();
    }

    @Test
    void the_first_rule_that_fits_answers_reply_by_reply(GlmEmulator emulator) {
        emulator.when(userSays("天气"))
                .callTool("weather", "{\"city\":\"北京\"}")
                .then()
                .answer("晴");
        emulator.when(anyRequest()).answer("?").forever();

        assertThat(content(emulator, "你好")).contains("\"?\"");
        assertThat(content(emulator, "天气?")).contains("\"name\":\"weather\"", "北京");
        assertThat(content(emulator, "天气?")).contains("晴");
        assertThat(content(emulator, "天气?")).contains("\"?\"");
        assertThat(emulator.chatCalls()).hasSize(4);
    }

    @Test
    void a_parameter_can_be_the_url_and_the_key(
            GlmEmulator emulator, @GlmTest.BaseUrl String url, @GlmTest.ApiKey String key) {
        assertThat(url).isEqualTo(emulator.baseUrl());
        assertThat(key).isEqualTo(emulator.apiKey());
    }

    @Test
    void a_request_that_no_rule_answers_is_told_with_the_reasons() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of())) {
            emulator.when(userSays("天气").and(offers("weather"))).answer("晴");
            emulator.when(userSays("你好")).answer("好");
            emulator.verify();
            content(emulator, "你好");
            content(emulator, "你好");

            assertThatThrownBy(emulator::verify)
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("""
                    no rule of the emulator's script answers this request:
                      user: 你好
                    rule 1, user says "天气" and offers tool "weather": does not fit
                    rule 2, user says "你好": fits, but its reply was given already""");
        }
    }

    @Test
    void rules_take_over_from_the_planner(GlmEmulator ignoredEmulator) {
        try (GlmEmulator emulator = GlmEmulator.start()) {
            assertThat(content(emulator, "hello")).contains("offline planner");
            emulator.when(toolSays("24")).fail("1302").with(Fault.untilClose());

            assertThat(content(emulator, "hello")).isEmpty();
            assertThatThrownBy(emulator::verify).hasMessageContaining("rule 1, tool says \"24\": does not fit");
        }
    }

    @Test
    void a_file_says_the_same(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("weather.yaml"), """
                - when: {userSays: 天气, model: GLM-4}
                  replies:
                    - callTool: weather
                      arguments: {city: 北京}
                    - answer: 晴
                      reasoning: 想
                      faults: [withoutFinish, {cutAfter: 4000}, {delayHeaders: 1ms}]
                    - fail: "1302"
                      retryAfter: "3"
                - replies: [{html: true}]
                  forever: true
                """);
        try (GlmEmulator emulator = GlmEmulator.start(Script.load(file))) {
            assertThat(content(emulator, "天气")).contains("{\\\"city\\\":\\\"北京\\\"}");
            assertThat(Wire.post(emulator, Wire.question("天气")).body())
                    .contains("晴", "想")
                    .doesNotContain("finish_reason");
            assertThat(Wire.post(emulator, Wire.question("天气")).headers().firstValue("Retry-After"))
                    .contains("3");
            assertThat(Wire.post(emulator, Wire.question("天气")).body()).contains("Please log in");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: b                                  | at $: a list of rules was expected.",
                "[{when: {userSays: x}}]               | at $[0].replies: a list of at least one reply was expected.",
                "[{when: {say: x}, replies: [{}]}]     | at $[0].when: unknown condition \"say\"; there are model, offers, systemSays, toolSays, userSays.",
                "[{replies: [{anser: x}]}]             | at $[0].replies[0]: one of answer, callTool, fail, html, raw was expected.",
                "[{replies: [{answer: x, faults: [y]}]}] | at $[0].replies[0].faults[0]: there is no fault \"y\"; they are named as in Fault.Kind, such as cutAfter.",
                "[{replies: [{answer: x, faults: [{cutAfter: b}]}]}] | at $[0].replies[0].faults[0]: \"b\" is neither a number of bytes nor a time such as 200ms or 2s.",
            })
    void a_mistake_in_a_file_is_told_with_its_place(String yaml, String message, @TempDir Path folder)
            throws Exception {
        Path file = Files.writeString(folder.resolve("s.yaml"), yaml);

        assertThatThrownBy(() -> Script.load(file))
                .isInstanceOf(EmulatorException.class)
                .hasMessage("the script " + file + " " + message);
    }
}
