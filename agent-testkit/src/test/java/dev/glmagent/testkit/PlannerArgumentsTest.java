package dev.glmagent.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the planner reads out of a question. Today is Monday, 2026-11-23. */
class PlannerArgumentsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "未来五天上海的天气预报                     | {\"city\":\"上海\",\"days\":5}",
                "上海未来十二天的天气预报                   | {\"city\":\"上海\",\"days\":12}",
                "Forecast for Paris for the next three days  | {\"city\":\"Paris\",\"days\":3}",
                "7-day forecast for Paris                    | {\"city\":\"Paris\"}",
                "明天广州会下雨吗?                         | {\"city\":\"广州\",\"days\":2}",
                "大后天广州会下雨吗?                       | {\"city\":\"广州\",\"days\":4}",
                "3天后北京的天气                            | {\"city\":\"北京\",\"days\":4}",
                "Rain in New York the day after tomorrow?    | {\"city\":\"New York\",\"days\":3}",
                "Will it rain in Berlin on Friday?           | {\"city\":\"Berlin\",\"days\":5}",
                "下周三北京会下雪吗?                       | {\"city\":\"北京\",\"days\":10}",
                "Will it rain in Berlin on 2026-11-25?       | {\"city\":\"Berlin\",\"days\":3}",
                "11月26日北京下雨吗                         | {\"city\":\"北京\",\"days\":4}",
                "Do I need an umbrella in London this week?  | {\"city\":\"London\",\"days\":7}",
                "What will the weather in El Dorado be tomorrow? | {\"city\":\"El Dorado\",\"days\":2}",
                "明天亚特兰蒂斯的天气                       | {\"city\":\"亚特兰蒂斯\",\"days\":2}",
            })
    void places_days_and_dates(String question, String arguments) {
        try (Talk talk = Talk.aboutWeather()) {
            talk.ask(question);

            assertThat(talk.calls).containsExactly("weather_forecast" + arguments);
        }
    }

    @Test
    void several_places_make_several_calls_of_one_reply() {
        try (Talk talk = Talk.aboutWeather()) {
            talk.ask("北京、上海和亚特兰蒂斯今天的天气");

            assertThat(talk.calls)
                    .containsExactly("current_weather{\"city\":\"北京\"} + current_weather{\"city\":\"上海\"}"
                            + " + current_weather{\"city\":\"亚特兰蒂斯\"}");
        }
    }

    @Test
    void but_never_more_than_eight() {
        try (Talk talk = Talk.aboutWeather()) {
            talk.ask("北京、上海、广州、深圳、成都、武汉、西安、南京、杭州、重庆今天的天气");

            assertThat(talk.calls).singleElement().asString().endsWith("{\"city\":\"南京\"}");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "Show me 5 red shoes under 300 yuan | search_products{\"category\":\"shoes\",\"colour\":\"red\",\"maxPrice\":300,\"limit\":5}",
                "Shirts under 12.50 yuan            | search_products{\"category\":\"shirts\",\"maxPrice\":12.5}",
                "我想买红色的鞋,价格低于五百元     | search_products{\"category\":\"shoes\",\"colour\":\"red\",\"maxPrice\":500}",
                "Which hats are in stock?           | search_products{\"category\":\"hats\",\"inStock\":true}",
                "我的订单 A1024 到哪了?            | order_status{\"orderId\":\"A1024\"}",
                "Status of order \"No. 7\"          | order_status{\"orderId\":\"No. 7\"}",
                "Show my orders since yesterday     | list_orders{\"since\":\"2026-11-22\"}",
                "已发货的订单有哪些?              | list_orders{\"status\":\"shipped\"}",
                "I need a train ticket from Beijing to Shanghai tomorrow for two people"
                        + " | book_train{\"origin\":\"Beijing\",\"destination\":\"Shanghai\",\"date\":\"2026-11-24\",\"passengers\":2}",
            })
    void enumerations_numbers_flags_and_identifiers(String question, String call) {
        try (Talk talk = Talk.about("shop-tools.json", (name, arguments) -> "{\"ok\":true}")) {
            talk.ask(question);

            assertThat(talk.calls).containsExactly(call);
        }
    }

    @Test
    void what_asks_for_the_question_gets_the_question() {
        String tools = """
                [{"type":"function","function":{"name":"search_handbook","description":"Answers from the staff handbook: holiday, salary",
                  "parameters":{"type":"object","properties":{"query":{"type":"string","description":"The question 问题"},
                  "mode":{"type":"string","enum":["full"]},"top":{"type":"integer","default":4}},"required":["query","mode","top"]}}}]""";
        try (GlmEmulator emulator = GlmEmulator.builder().clock(Wire.MONDAY).start()) {
            String body = Wire.question("员工工资什么时候发?").replaceFirst("\\{", "{\"tools\":" + tools + ",");

            assertThat(Wire.post(emulator, body).body())
                    .contains("{\\\"query\\\":\\\"员工工资什么时候发?\\\",\\\"mode\\\":\\\"full\\\",\\\"top\\\":4}");
        }
    }
}
