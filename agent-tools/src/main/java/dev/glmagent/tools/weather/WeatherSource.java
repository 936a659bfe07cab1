package dev.glmagent.tools.weather;

import dev.glmagent.tool.ToolException;

/** Where weather figures come from. Thread-safe. */
public interface WeatherSource {

    /** The longest forecast, in days; Open-Meteo's limit. */
    int MAX_DAYS = 16;

    /**
     * The weather now.
     *
     * @param city its name in Chinese or English
     * @return figures of today
     * @throws ToolException when the city is not known; the message is for the model
     * @throws WeatherUnavailableException when the source cannot be reached
     */
    CurrentWeather current(String city);

    /**
     * The weather of the next days.
     *
     * @param city its name in Chinese or English
     * @param days 1 to {@link #MAX_DAYS}
     * @return one entry per day, today first
     * @throws ToolException when the city is not known; the message is for the model
     * @throws WeatherUnavailableException when the source cannot be reached
     */
    Forecast forecast(String city, int days);
}
