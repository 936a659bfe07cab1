package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tools the planner calls, in which order. */
class PlannerChoiceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "北京今天天气怎么样?              | current_weather",
                "北京天气?                        | current_weather",
                "What's the weather like in Paris? | current_weather",
                "weather in rome                   | current_weather",
                "未来五天上海的天气预报            | forecast",
                "明天广州会下雨吗?                | forecast",
                "请问后天伦敦冷不冷?              | forecast",
                "Will it rain in Berlin on Friday? | forecast",
                "我明天要去上海出差,需要带伞吗?  | forecast",
                "亚特兰蒂斯今天天气怎么样?        | current_weather",
            })
    void the_best_tool_is_called_whatever_language_it_is_described_in(String question, String tool) {
        for (String tools : new String[] {"weather-tools.json", "weather-tools-english.json"}) {
            try (Talk talk = Talk.about(tools, FakeWeather::run)) {
                talk.ask(question);

                assertThat(talk.calls).as(tools).singleElement().asString().contains(tool + "{");
            }
        }
    }

    @Test
    void a_tool_that_needs_objects_waits_for_the_tools_that_make_them() {
        try (Talk talk = Talk.aboutWeather()) {
            String answer = talk.ask("Compare the weather in Shanghai and London tomorrow");

            assertThat(talk.calls)
                    .containsExactly(
                            "weather_forecast{\"city\":\"Shanghai\",\"days\":2} + weather_forecast{\"city\":\"London\",\"days\":2}",
                            "compare_weather{\"first\":{\"city\":\"Shanghai\",\"date\":\"2026-11-24\",\"highCelsius\":17.1,"
                                    + "\"lowCelsius\":-0.8,\"precipitationMm\":0.4},\"second\":{\"city\":\"London\","
                                    + "\"date\":\"2026-11-24\",\"highCelsius\":12.0,\"lowCelsius\":-0.8,\"precipitationMm\":0.4}}");
            assertThat(answer).startsWith("Warmer: Shanghai, difference 5.1 °C\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "比较一下北京和上海明天的天气      | 更暖的是 上海,相差 7 °C",
                "北京和上海哪个暖和?              | 更暖的是 上海,相差 7 °C",
                "Which is warmer, Berlin or Rome?  | Warmer: Rome, difference 11.5 °C",
            })
    void a_comparison_takes_two_rounds(String question, String answer) {
        for (String tools : new String[] {"weather-tools.json", "weather-tools-english.json"}) {
            try (Talk talk = Talk.about(tools, FakeWeather::run)) {
                assertThat(talk.ask(question)).startsWith(answer + "\n");
                assertThat(talk.calls).hasSize(2);
                assertThat(talk.calls.get(0)).contains("forecast{").contains(" + ");
                assertThat(talk.calls.get(1)).startsWith("compare_weather{");
            }
        }
    }

    @Test
    void two_days_of_one_city_can_be_compared() {
        try (Talk talk = Talk.aboutWeather()) {
            talk.ask("比较一下上海今天和明天的天气");

            assertThat(talk.calls.get(1))
                    .contains("\"first\":{\"city\":\"上海\",\"date\":\"2026-11-23\"")
                    .contains("\"second\":{\"city\":\"上海\",\"date\":\"2026-11-24\"");
        }
    }

    @Test
    void an_error_ends_the_planning_and_no_call_is_made_twice() {
        try (Talk talk = Talk.aboutWeather()) {
            String answer = talk.ask("Which is warmer, Rome or Atlantis?");

            assertThat(talk.calls)
                    .containsExactly("weather_forecast{\"city\":\"Rome\"} + weather_forecast{\"city\":\"Atlantis\"}");
            assertThat(answer).contains("没有名为 Atlantis 的城市");
        }
    }

    @Test
    void a_goal_that_cannot_be_reached_is_answered_from_what_was_called() {
        try (Talk talk = Talk.about("weather-tools.json", (tool, arguments) -> "{\"city\":\"X\",\"high\":1}")) {
            String answer = talk.ask("Which is warmer, Berlin or Rome?");

            assertThat(talk.calls).hasSize(2);
            assertThat(talk.calls.get(1)).startsWith("current_weather{");
            assertThat(answer).startsWith("X: high 1\n");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Show me 5 red shoes under 300 yuan  | search_products",
                "有蓝色的帽子吗?                    | search_products",
                "Where is order A1024?                | order_status",
                "Which orders are pending?            | list_orders",
                "已发货的订单有哪些?                | list_orders",
                "帮我订明天从北京到上海的火车票      | book_train",
            })
    void it_works_in_another_field_just_as_well(String question, String tool) {
        try (Talk talk = Talk.about("shop-tools.json", (name, arguments) -> "[]")) {
            talk.ask(question);

            assertThat(talk.calls).singleElement().asString().startsWith(tool + "{");
        }
    }
}
