package dev.glmagent.tools.weather;

import java.util.List;

/**
 * The weather of a city on the next days.
 *
 * @param city its name, in the script it was asked in
 * @param days one entry per day, today first
 * @param source where the figures come from, and whether they are a forecast
 */
public record Forecast(String city, List<DayWeather> days, String source) {

    /** Copies the days. */
    public Forecast {
        days = List.copyOf(days);
    }
}
