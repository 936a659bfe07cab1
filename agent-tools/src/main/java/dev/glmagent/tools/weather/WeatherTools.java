package dev.glmagent.tools.weather;

import dev.glmagent.tool.Param;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolException;
import java.time.Clock;

/**
 * Weather for an agent. Every result says where it came from.
 *
 * <pre>{@code
 * ToolRegistry tools = ToolRegistry.of(new WeatherTools());
 * }</pre>
 */
public final class WeatherTools {

    private final WeatherSource source;

    /**
     * Open-Meteo when the network reaches it, the climate table when not. With system property {@code glm.offline} or
     * environment variable {@code GLM_OFFLINE} set to {@code true}, the table only: no connection is tried.
     */
    public WeatherTools() {
        this(defaultSource());
    }

    /**
     * The tools over a source of your own.
     *
     * @param source where the figures come from
     */
    public WeatherTools(WeatherSource source) {
        this.source = source;
    }

    private static WeatherSource defaultSource() {
        WeatherSource table = ClimateTable.shipped(Clock.systemUTC());
        boolean offline = Boolean.parseBoolean(System.getProperty("glm.offline", System.getenv("GLM_OFFLINE")));
        return offline ? table : new FallbackSource(OpenMeteo.create(), table);
    }

    /**
     * Current weather.
     *
     * @param city its name in Chinese or English
     * @return figures of today
     */
    @Tool(name = "current_weather", value = "Current weather of a city today: temperature and rain. 查询城市今天当前的天气:气温、降水")
    public CurrentWeather current(@Param("City name, Chinese or English 城市名,例如 北京 or London") String city) {
        return source.current(checked(city));
    }

    /**
     * Forecast.
     *
     * @param city its name in Chinese or English
     * @param days how many days, today included
     * @return one entry per day, today first
     */
    @Tool(
            name = "weather_forecast",
            value =
                    "Weather forecast of a city for the next days, today first: high, low and rain of each day, tomorrow"
                            + " included. 查询城市未来几天(明天、后天)的天气预报")
    public Forecast forecast(
            @Param("City name, Chinese or English 城市名,例如 北京 or London") String city,
            @Param(value = "Number of days, 1 to 16, today included 天数", defaultValue = "3") int days) {
        if (days < 1 || days > WeatherSource.MAX_DAYS) {
            throw new ToolException("days is " + days + "; a forecast covers 1 to " + WeatherSource.MAX_DAYS + " days");
        }
        return source.forecast(checked(city), days);
    }

    /**
     * Compares two days, of two cities or of one.
     *
     * @param first a day out of a forecast
     * @param second another one
     * @return which is warmer and which is wetter, and by how much
     */
    @Tool(
            name = "compare_weather",
            value =
                    "Compare the weather of two cities: which is warmer or colder, which has more rain. Takes one day of each"
                            + " city exactly as weather_forecast returned it, so get the forecasts first. 比较两个城市的天气,哪个更暖和、更冷")
    public Comparison compare(
            @Param("A day from the forecast of the first city 第一个城市某天的预报") DayWeather first,
            @Param("A day from the forecast of the second city 第二个城市某天的预报") DayWeather second) {
        return Comparison.of(first, second);
    }

    /** Longer than any city's name; what a model sends beyond that is no name. */
    private static final int MAX_NAME = 100;

    private static String checked(String city) {
        String name = city.strip();
        if (name.isEmpty() || name.length() > MAX_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new ToolException("the city's name is blank, longer than " + MAX_NAME
                    + " characters or holds control characters; give the name of one city");
        }
        return name;
    }
}
