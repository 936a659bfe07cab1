package dev.glmagent.tools.weather;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.glmagent.tool.ToolException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The live source, over real HTTP against a server of this test. */
class OpenMeteoTest {

    private static final String SHANGHAI =
            "{\"results\":[{\"name\":\"上海\",\"latitude\":31.22222,\"longitude\":121.45806,\"timezone\":\"Asia/Shanghai\"}]}";
    private static final String TWO_DAYS = """
            {"current":{"time":"2026-11-23T20:00","temperature_2m":13.4,"weather_code":61},
             "daily":{"time":["2026-11-23","2026-11-24"],"temperature_2m_max":[15.2,16.0],
                      "temperature_2m_min":[9.1,8.8],"precipitation_sum":[2.3,null]}}
            """;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private String place = SHANGHAI;
    private String weather = TWO_DAYS;
    private int status = 200;
    private HttpServer server;
    private OpenMeteo source;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            String body = exchange.getRequestURI().getPath().equals("/search") ? place : weather;
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        source = OpenMeteo.at(base + "/search", base + "/forecast");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void current_weather_is_a_search_and_a_forecast() {
        assertThat(source.current("上海"))
                .isEqualTo(new CurrentWeather(
                        "上海",
                        LocalDate.of(2026, 11, 23),
                        Optional.of("light rain 小雨"),
                        13.4,
                        15.2,
                        9.1,
                        2.3,
                        "Open-Meteo.com"));
        assertThat(asked)
                .containsExactly(
                        "/search?name=%E4%B8%8A%E6%B5%B7&count=1&language=zh",
                        "/forecast?latitude=31.22222&longitude=121.45806&timezone=auto&forecast_days=1"
                                + "&current=temperature_2m%2Cweather_code"
                                + "&daily=temperature_2m_max%2Ctemperature_2m_min%2Cprecipitation_sum");
    }

    @Test
    void a_forecast_has_one_entry_per_day() {
        Forecast forecast = source.forecast("Shanghai", 2);

        assertThat(forecast.source()).isEqualTo("Open-Meteo.com");
        assertThat(forecast.days())
                .containsExactly(
                        new DayWeather("上海", LocalDate.of(2026, 11, 23), 15.2, 9.1, 2.3),
                        new DayWeather("上海", LocalDate.of(2026, 11, 24), 16.0, 8.8, 0));
        assertThat(asked.get(0)).endsWith("language=en");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Beijing&appid=1", "../../etc", "a b", "\"}"})
    void a_name_is_only_ever_a_query_value(String city) {
        source.forecast(city, 1);

        assertThat(asked.get(0)).startsWith("/search?name=").endsWith("&count=1&language=en");
        assertThat(asked.get(0).chars().filter(c -> c == '&').count()).isEqualTo(2);
    }

    @Test
    void a_place_that_is_not_found_is_told_to_the_model() {
        place = "{\"generationtime_ms\":0.5}";

        assertThatThrownBy(() -> source.current("Atlantis"))
                .isExactlyInstanceOf(ToolException.class)
                .hasMessage("unknown city \"Atlantis\": Open-Meteo finds no place of that name");
    }

    @Test
    void what_is_not_an_answer_makes_the_source_unavailable() {
        status = 503;
        assertThatThrownBy(() -> source.current("上海"))
                .isInstanceOf(WeatherUnavailableException.class)
                .hasMessage("Open-Meteo answered HTTP 503");

        status = 200;
        place = "<html>";
        assertThatThrownBy(() -> source.current("上海"))
                .isInstanceOf(WeatherUnavailableException.class)
                .hasMessage("Open-Meteo's answer is not the JSON it should be");

        place = SHANGHAI;
        weather = "{}";
        assertThatThrownBy(() -> source.current("上海")).hasMessage("Open-Meteo sent no days");

        weather = TWO_DAYS.replace("15.2", "null");
        assertThatThrownBy(() -> source.current("上海"))
                .isInstanceOf(WeatherUnavailableException.class)
                .hasMessage("Open-Meteo sent no temperature_2m_max");

        weather = TWO_DAYS.replace("temperature_2m\"", "other\"");
        assertThatThrownBy(() -> source.current("上海")).hasMessage("Open-Meteo sent no temperature_2m");
    }

    @Test
    void a_dead_source_is_asked_once_and_then_the_table_answers() {
        server.stop(0);
        ClimateTable table = ClimateTable.shipped(Clock.systemUTC());
        FallbackSource fallback = new FallbackSource(source, table);

        assertThat(fallback.current("Shanghai").source()).startsWith("built-in climate table");
        assertThat(fallback.forecast("London", 2).days()).hasSize(2);
    }

    @Test
    void after_a_failure_the_live_source_rests() {
        status = 500;
        FallbackSource fallback = new FallbackSource(source, ClimateTable.shipped(Clock.systemUTC()));

        fallback.current("上海");
        fallback.current("上海");

        assertThat(asked).hasSize(1);
    }
}
