package dev.glmagent.tools.weather;

import dev.glmagent.tool.ToolException;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public API of Open-Meteo (open-meteo.com, data CC BY 4.0): no key, one look-up of the place, one of the weather. */
public final class OpenMeteo implements WeatherSource {

    private static final String SOURCE = "Open-Meteo.com";

    /** A forecast of 16 days is some 3 KB. */
    private static final long MAX_BYTES = 256 * 1024;

    private final HttpUrl geocoding;
    private final HttpUrl forecast;
    private final OkHttpClient client = new OkHttpClient.Builder()
            .connectTimeout(Duration.ofSeconds(2))
            .callTimeout(Duration.ofSeconds(6))
            .build();
    private final JsonMapper mapper = new JsonMapper();

    private OpenMeteo(HttpUrl geocoding, HttpUrl forecast) {
        this.geocoding = geocoding;
        this.forecast = forecast;
    }

    /**
     * The public service.
     *
     * @return the source
     */
    public static OpenMeteo create() {
        return at("https://geocoding-api.open-meteo.com/v1/search", "https://api.open-meteo.com/v1/forecast");
    }

    /**
     * A server of your own, as Open-Meteo may be self-hosted.
     *
     * @param geocoding address of the search for places
     * @param forecast address of the forecast
     * @return the source
     */
    public static OpenMeteo at(String geocoding, String forecast) {
        return new OpenMeteo(HttpUrl.get(geocoding), HttpUrl.get(forecast));
    }

    @Override
    public CurrentWeather current(String city) {
        Place place = locate(city);
        JsonNode root = weather(place, 1);
        DayWeather today = days(root, place.name()).get(0);
        JsonNode now = root.path("current");
        return new CurrentWeather(
                place.name(),
                today.date(),
                Optional.of(WeatherCode.describe(now.path("weather_code").asInt(-1))),
                number(now.path("temperature_2m"), "temperature_2m"),
                today.highCelsius(),
                today.lowCelsius(),
                today.precipitationMm(),
                SOURCE);
    }

    @Override
    public Forecast forecast(String city, int days) {
        Place place = locate(city);
        return new Forecast(place.name(), days(weather(place, days), place.name()), SOURCE);
    }

    private record Place(String name, double latitude, double longitude) {}

    private Place locate(String city) {
        JsonNode found = get(geocoding
                        .newBuilder()
                        .addQueryParameter("name", city)
                        .addQueryParameter("count", "1")
                        .addQueryParameter("language", Script.isChinese(city) ? "zh" : "en")
                        .build())
                .path("results")
                .path(0);
        if (!found.isObject()) {
            throw new ToolException(
                    Script.isChinese(city)
                            ? "未知城市“" + city + "”:Open-Meteo 找不到这个地名"
                            : "unknown city \"" + city + "\": Open-Meteo finds no place of that name");
        }
        return new Place(
                found.path("name").asString(city),
                number(found.path("latitude"), "latitude"),
                number(found.path("longitude"), "longitude"));
    }

    private JsonNode weather(Place place, int days) {
        return get(forecast.newBuilder()
                .addQueryParameter("latitude", Double.toString(place.latitude()))
                .addQueryParameter("longitude", Double.toString(place.longitude()))
                .addQueryParameter("timezone", "auto")
                .addQueryParameter("forecast_days", Integer.toString(days))
                .addQueryParameter("current", "temperature_2m,weather_code")
                .addQueryParameter("daily", "temperature_2m_max,temperature_2m_min,precipitation_sum")
                .build());
    }

    private static List<DayWeather> days(JsonNode root, String city) {
        JsonNode daily = root.path("daily");
        List<DayWeather> days = new ArrayList<>();
        for (int i = 0; i < daily.path("time").size(); i++) {
            days.add(new DayWeather(
                    city,
                    LocalDate.parse(daily.path("time").path(i).asString()),
                    number(daily.path("temperature_2m_max").path(i), "temperature_2m_max"),
                    number(daily.path("temperature_2m_min").path(i), "temperature_2m_min"),
                    daily.path("precipitation_sum").path(i).asDouble(0)));
        }
        if (days.isEmpty()) {
            throw new WeatherUnavailableException("Open-Meteo sent no days");
        }
        return days;
    }

    /** A figure that was not sent is not 0 °C. */
    private static double number(JsonNode value, String name) {
        if (!value.isNumber()) {
            throw new WeatherUnavailableException("Open-Meteo sent no " + name);
        }
        return value.asDouble();
    }

    private JsonNode get(HttpUrl url) {
        try (Response response =
                client.newCall(new Request.Builder().url(url).build()).execute()) {
            if (!response.isSuccessful()) {
                throw new WeatherUnavailableException("Open-Meteo answered HTTP " + response.code());
            }
            return mapper.readTree(response.peekBody(MAX_BYTES).bytes());
        } catch (IOException e) {
            throw new WeatherUnavailableException("Open-Meteo (" + url.host() + ") cannot be reached", e);
        } catch (JacksonException e) {
            throw new WeatherUnavailableException("Open-Meteo's answer is not the JSON it should be", e);
        }
    }
}
