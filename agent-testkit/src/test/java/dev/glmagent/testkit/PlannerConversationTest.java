package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Asking back, following up, refusing. */
class PlannerConversationTest {

    @Test
    void a_missing_argument_is_asked_for_and_the_answer_understood() {
        try (Talk talk = Talk.about("weather-tools-english.json", FakeWeather::run)) {
            assertThat(talk.ask("What is the weather?")).isEqualTo("I still need to know city: City name. What is it?");
            assertThat(talk.calls).isEmpty();

            talk.ask("Paris");
            assertThat(talk.calls).containsExactly("current_weather{\"city\":\"Paris\"}");
        }
    }

    @Test
    void even_an_answer_that_is_no_known_place() {
        try (Talk talk = Talk.about("weather-tools-english.json", FakeWeather::run)) {
            assertThat(talk.ask("明天天气怎么样?")).isEqualTo("还需要知道 city:City name。请补充。");

            talk.ask("atlantis");
            assertThat(talk.calls).containsExactly("forecast{\"city\":\"atlantis\",\"days\":2}");
        }
    }

    @Test
    void a_follow_up_keeps_what_it_does_not_change() {
        try (Talk talk = Talk.aboutWeather()) {
            talk.ask("北京明天会下雨吗?");
            talk.ask("那上海呢?");
            assertThat(talk.calls).containsExactly("weather_forecast{\"city\":\"上海\",\"days\":2}");
            talk.ask("那后天呢?");
            assertThat(talk.calls).containsExactly("weather_forecast{\"city\":\"上海\",\"days\":3}");
            talk.ask("And in Atlantis?");
            assertThat(talk.calls).containsExactly("weather_forecast{\"city\":\"Atlantis\",\"days\":3}");
        }
    }

    @Test
    void a_required_argument_may_stand_in_an_earlier_message() {
        try (Talk talk = Talk.aboutWeather()) {
            talk.ask("我在广州。");
            talk.ask("今天天气怎么样?");

            assertThat(talk.calls).containsExactly("current_weather{\"city\":\"广州\"}");
        }
    }

    @Test
    void what_no_tool_can_do_is_refused_also_after_a_question_that_one_could() {
        try (Talk talk = Talk.about("weather-tools-english.json", FakeWeather::run)) {
            String refusal = """
                    抱歉,这个问题我用现有的工具答不了。我能用的工具有:
                    - current_weather:Current weather of a city
                    - forecast:Forecast for the coming days
                    - compare_weather:Compares the weather of two cities; needs the day objects that forecast returned""";

            assertThat(talk.ask("写一首诗")).isEqualTo(refusal);
            talk.ask("北京天气?");
            assertThat(talk.ask("写一首诗")).isEqualTo(refusal);
        }
    }

    @Test
    void a_refusal_describes_the_tools_in_the_language_asked_in_where_it_can() {
        try (Talk talk = Talk.aboutWeather()) {
            assertThat(talk.ask("写一首诗")).contains("- compare_weather:比较两个城市的天气,哪个更暖和、更冷");
            assertThat(talk.ask("Write a poem"))
                    .startsWith("Sorry, I cannot answer that with the tools I have. They are:\n")
                    .contains("- current_weather: Current weather of a city today: temperature and rain");
        }
    }

    @Test
    void without_tools_there_is_nothing_to_plan() {
        try (GlmEmulator emulator = GlmEmulator.start()) {
            assertThat(Wire.post(emulator, Wire.question("What's the weather in Rome?"))
                            .body())
                    .contains("Sorry, the request offers no tools, and using tools is all the offline planner can do.");
        }
    }
}
