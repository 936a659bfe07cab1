package dev.glmagent.tools.weather;

import dev.glmagent.tool.ToolException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Monthly climate normals of some large cities: what the weather is like there at this time of the year, not what it is
 * today. Every result says so. The file names where its figures come from.
 */
public final class ClimateTable implements WeatherSource {

    private static final String RESOURCE = "climate-normals.csv";
    private static final String SOURCE_ENGLISH =
            "built-in climate table: long-term monthly averages, not a measurement or forecast";
    private static final String SOURCE_CHINESE = "内置气候表:多年月平均值,并非实时观测或预报";

    private final Map<String, ClimateCity> byName;
    private final int size;
    private final Clock clock;

    private ClimateTable(List<ClimateCity> cities, Clock clock) {
        this.byName = new HashMap<>();
        cities.forEach(city -> city.names().forEach(name -> byName.put(key(name), city)));
        this.size = cities.size();
        this.clock = clock;
    }

    /**
     * The table that comes with this module.
     *
     * @param clock tells which day it is
     * @return the table
     */
    public static ClimateTable shipped(Clock clock) {
        InputStream resource = ClimateTable.class.getResourceAsStream(RESOURCE);
        if (resource == null) {
            throw new IllegalStateException(RESOURCE + " is missing beside " + ClimateTable.class.getName());
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            List<ClimateCity> cities = reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .skip(1)
                    .map(ClimateCity::parse)
                    .toList();
            return new ClimateTable(cities, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * How many cities the table knows.
     *
     * @return the count
     */
    public int size() {
        return size;
    }

    @Override
    public CurrentWeather current(String city) {
        ClimateCity found = find(city);
        DayWeather today = day(found, city, today(found));
        return new CurrentWeather(
                today.city(),
                today.date(),
                Optional.empty(),
                round((today.highCelsius() + today.lowCelsius()) / 2),
                today.highCelsius(),
                today.lowCelsius(),
                today.precipitationMm(),
                source(city));
    }

    @Override
    public Forecast forecast(String city, int days) {
        ClimateCity found = find(city);
        LocalDate today = today(found);
        List<DayWeather> list = IntStream.range(0, days)
                .mapToObj(offset -> day(found, city, today.plusDays(offset)))
                .toList();
        return new Forecast(found.nameLike(city), list, source(city));
    }

    private ClimateCity find(String city) {
        ClimateCity found = byName.get(key(city));
        if (found == null) {
            throw new ToolException(
                    Script.isChinese(city)
                            ? "未知城市“" + city + "”:不在内置气候表的 " + size + " 个城市里,请换附近的大城市"
                            : "unknown city \"" + city + "\": it is not among the " + size
                                    + " cities of the built-in climate table; ask for a larger city nearby");
        }
        return found;
    }

    private static String source(String askedAs) {
        return Script.isChinese(askedAs) ? SOURCE_CHINESE : SOURCE_ENGLISH;
    }

    private static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private LocalDate today(ClimateCity city) {
        return LocalDate.now(clock.withZone(city.zone()));
    }

    private static DayWeather day(ClimateCity city, String askedAs, LocalDate date) {
        int month = date.getMonthValue() - 1;
        return new DayWeather(
                city.nameLike(askedAs),
                date,
                city.high().get(month),
                city.low().get(month),
                round(city.precipitation().get(month) / date.lengthOfMonth()));
    }

    private static double round(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).doubleValue();
    }
}
