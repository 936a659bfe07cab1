package dev.glmagent.tools.weather;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The weather of a city now.
 *
 * @param city its name, in the script it was asked in
 * @param date today in the city's time zone
 * @param conditions the sky in words, when the source knows
 * @param temperatureCelsius now, or the day's mean when the source measures nothing
 * @param highCelsius the day's highest
 * @param lowCelsius the day's lowest
 * @param precipitationMm rain and snow of the day, in mm of water
 * @param source where the figures come from, and whether they were measured
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record CurrentWeather(
        String city,
        LocalDate date,
        Optional<String> conditions,
        double temperatureCelsius,
        double highCelsius,
        double lowCelsius,
        double precipitationMm,
        String source) {}
