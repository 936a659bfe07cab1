package dev.glmagent.tools.weather;

import dev.glmagent.tool.Param;
import java.time.LocalDate;

/**
 * The weather of a city on one day.
 *
 * @param city its name
 * @param date the day
 * @param highCelsius the day's highest
 * @param lowCelsius the day's lowest
 * @param precipitationMm rain and snow, in mm of water
 */
public record DayWeather(
        String city,
        LocalDate date,
        @Param("Highest temperature of the day in °C") double highCelsius,
        @Param("Lowest temperature of the day in °C") double lowCelsius,
        @Param("Rain and snow in mm") double precipitationMm) {}
