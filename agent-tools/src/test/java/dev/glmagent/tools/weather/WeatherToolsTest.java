package dev.glmagent.tools.weather;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.ToolCall;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The weather tools as a model calls them, over the shipped climate table. */
class WeatherToolsTest {

    /** 20:00 UTC: already the next day in Shanghai and Auckland, still the same in London. */
    private static final Clock EVENING = Clock.fixed(Instant.parse("2026-11-23T20:00:00Z"), ZoneOffset.UTC);

    private final ClimateTable table = ClimateTable.shipped(EVENING);
    private final ToolRegistry tools = ToolRegistry.of(new WeatherTools(table));

    private ToolResult call(String name, String arguments) {
        return tools.call(new ToolCall("1", name, arguments));
    }

    @Test
    void the_table_knows_at_least_60_cities_in_two_languages() {
        assertThat(table.size()).isGreaterThanOrEqualTo(60);
        for (String city : List.of("北京", "Beijing", "上海", "shanghai", "LONDON", "伦敦", "北京市", "New York", "纽约")) {
            assertThat(call("current_weather", "{\"city\":\"" + city + "\"}"))
                    .as(city)
                    .isInstanceOf(ToolResult.Ok.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"北京, 北京", "Peking, Beijing", "beijing, Beijing", "伦敦, 伦敦"})
    void the_answer_names_the_city_in_the_script_of_the_question(String asked, String named) {
        assertThat(call("current_weather", "{\"city\":\"" + asked + "\"}").text())
                .startsWith("{\"city\":\"" + named + "\"");
    }

    @Test
    void every_result_says_that_it_is_no_measurement() {
        assertThat(call("current_weather", "{\"city\":\"Beijing\"}").text())
                .contains(
                        "\"source\":\"built-in climate table: long-term monthly averages, not a measurement or forecast\"");
        assertThat(call("weather_forecast", "{\"city\":\"北京\"}").text())
                .contains("\"source\":\"内置气候表:多年月平均值,并非实时观测或预报\"");
    }

    @Test
    void today_is_the_citys_own_day() {
        assertThat(table.current("上海").date()).hasToString("2026-11-24");
        assertThat(table.current("London").date()).hasToString("2026-11-23");
        assertThat(table.forecast("London", 3).days())
                .extracting(day -> day.date().toString())
                .containsExactly("2026-11-23", "2026-11-24", "2026-11-25");
    }

    @Test
    void a_month_border_takes_the_next_months_figures() {
        List<DayWeather> days = table.forecast("北京", 10).days();

        assertThat(days.get(0).highCelsius()).isNotEqualTo(days.get(9).highCelsius());
        assertThat(days.get(0).highCelsius()).isGreaterThan(days.get(0).lowCelsius());
    }

    @Test
    void a_forecast_has_three_days_unless_told_otherwise() {
        assertThat(call("weather_forecast", "{\"city\":\"北京\"}").text().split("\"date\"", -1))
                .hasSize(4);
        assertThat(call("weather_forecast", "{\"city\":\"北京\",\"days\":16}")
                        .text()
                        .split("\"date\"", -1))
                .hasSize(17);
        assertThat(call("weather_forecast", "{\"city\":\"北京\",\"days\":17}").text())
                .isEqualTo("days is 17; a forecast covers 1 to 16 days");
    }

    @Test
    void comparing_takes_days_as_a_forecast_returns_them() {
        assertThat(call(
                                "compare_weather",
                                "{\"first\":{\"city\":\"上海\",\"date\":\"2026-11-24\",\"highCelsius\":16.1,\"lowCelsius\":9.0,"
                                        + "\"precipitationMm\":1.7},\"second\":{\"city\":\"伦敦\",\"date\":\"2026-11-24\","
                                        + "\"highCelsius\":8.9,\"lowCelsius\":4.1,\"precipitationMm\":1.7}}")
                        .text())
                .startsWith("{\"days\":[{\"city\":\"上海\",")
                .endsWith("],\"warmer\":\"上海\",\"warmerByCelsius\":7.2,\"wetterByMm\":0.0}");
    }

    @Test
    void an_unknown_city_is_told_in_words() {
        assertThat(call("current_weather", "{\"city\":\"亚特兰蒂斯\"}").text())
                .isEqualTo("未知城市“亚特兰蒂斯”:不在内置气候表的 " + table.size() + " 个城市里,请换附近的大城市");
        assertThat(call("current_weather", "{\"city\":\"Atlantis\"}").text())
                .isEqualTo("unknown city \"Atlantis\": it is not among the " + table.size()
                        + " cities of the built-in climate table; ask for a larger city nearby");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "a\\nb",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
            })
    void what_is_no_name_is_refused(String city) {
        assertThat(call("current_weather", "{\"city\":\"" + city + "\"}").text())
                .isEqualTo(
                        "the city's name is blank, longer than 100 characters or holds control characters; give the name"
                                + " of one city");
    }
}
