package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How results are told. */
class PlannerWordingTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "北京今天天气怎么样? | (离线规划器作答:规则引擎,不是语言模型)",
                "Tell me a joke | (answered by the offline planner: a rule engine, not a language model)",
                "你好 | (离线规划器作答:规则引擎,不是语言模型)",
            })
    void every_text_ends_by_saying_what_spoke(String question, String signature) {
        try (GlmEmulator emulator = GlmEmulator.start()) {
            assertThat(Wire.ask(emulator, Wire.question(question))
                            .path("choices")
                            .path(0)
                            .path("message")
                            .path("content")
                            .asString())
                    .endsWith("\n" + signature);
        }
    }

    @Test
    void facts_have_labels_and_units_and_the_source_comes_last() {
        try (Talk talk = Talk.aboutWeather()) {
            assertThat(talk.ask("北京今天天气怎么样?")).isEqualTo("""
                            北京 2026-11-23:最高 9.1 °C,最低 -0.8 °C,降水 0.4 mm,气温 4.5 °C
                            来源:climate table: monthly normal, not a measurement""");
            assertThat(talk.ask("What's the weather like in Paris?")).isEqualTo("""
                            Paris 2026-11-23: high 10.5 °C, low -0.8 °C, precipitation 0.4 mm, temperature 4.5 °C
                            Source: climate table: monthly normal, not a measurement""");
        }
    }

    @Test
    void items_have_a_line_each_and_repeat_nothing_of_the_headline() {
        try (Talk talk = Talk.aboutWeather()) {
            assertThat(talk.ask("未来两天上海的天气预报")).isEqualTo("""
                            上海:
                            2026-11-23:最高 16.1 °C,最低 -0.8 °C,降水 0.4 mm
                            2026-11-24:最高 17.1 °C,最低 -0.8 °C,降水 0.4 mm
                            来源:climate table: monthly normal, not a measurement""");
        }
    }

    @Test
    void an_answer_made_from_other_results_names_their_sources() {
        try (Talk talk = Talk.aboutWeather()) {
            assertThat(talk.ask("Compare the weather in Shanghai and London tomorrow"))
                    .endsWith("\nSource: climate table: monthly normal, not a measurement");
        }
    }

    @Test
    void of_many_days_the_one_asked_for_is_told() {
        try (Talk talk = Talk.aboutWeather()) {
            assertThat(talk.ask("明天广州会下雨吗?")).isEqualTo("""
                            广州 2026-11-24:最高 25 °C,最低 -0.8 °C,降水 0.4 mm
                            来源:climate table: monthly normal, not a measurement""");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sunny, 21 °C               | sunny, 21 °C",
                "{\"error\":\"no such city\"} | That did not work: no such city",
                "{\"error\":{\"code\":4,\"message\":\"no such city\"}} | That did not work: no such city",
                "{}                         | There are no results.",
                "[]                         | There are no results.",
                "{\"items\":[]}             | There are no results.",
                "{\"city\":\"Rome\",\"isOpen\":true,\"windSpeedKmh\":12.0,\"humidityPercent\":80,\"tags\":[\"a\",\"b\"],\"gone\":null}"
                        + " | Rome: is open yes, wind speed 12 km/h, humidity 80%, tags a, b",
                "{\"first\":{\"city\":\"Rome\",\"high\":1},\"second\":{\"city\":\"Oslo\",\"high\":2},\"gap\":1}"
                        + " | Gap 1/Rome: high 1/Oslo: high 2",
                "[1,2]                      | 1/2",
                "\"just text\"              | \"just text\"",
            })
    void any_json_can_be_told(String result, String answer) {
        try (Talk talk = Talk.about("weather-tools.json", (tool, arguments) -> result)) {
            assertThat(talk.ask("weather in Rome"))
                    .isEqualTo(answer.replace('/', '\n').replace("km\nh", "km/h"));
        }
    }

    @Test
    void long_lists_end_after_ten() {
        String result = "[" + "{\"name\":\"n\",\"price\":1},".repeat(12) + "{\"name\":\"last\"}]";
        try (Talk talk = Talk.about("shop-tools.json", (tool, arguments) -> result)) {
            assertThat(talk.ask("Which hats are in stock?")).isEqualTo("n: price 1\n".repeat(10) + "…");
            assertThat(talk.ask("有帽子吗?")).isEqualTo("n:价格 1\n".repeat(10) + "…");
        }
    }
}
