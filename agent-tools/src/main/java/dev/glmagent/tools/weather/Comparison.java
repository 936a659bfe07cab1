package dev.glmagent.tools.weather;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * Two days beside each other.
 *
 * @param days the two, as they were given
 * @param warmer the city with the higher daily high; absent when they are equal
 * @param warmerByCelsius by how much
 * @param wetter the city with more rain and snow; absent when they are equal
 * @param wetterByMm by how much
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record Comparison(
        List<DayWeather> days,
        Optional<String> warmer,
        double warmerByCelsius,
        Optional<String> wetter,
        double wetterByMm) {

    /** Copies the days. */
    public Comparison {
        days = List.copyOf(days);
    }

    static Comparison of(DayWeather first, DayWeather second) {
        return new Comparison(
                List.of(first, second),
                greater(first, first.highCelsius(), second, second.highCelsius()),
                difference(first.highCelsius(), second.highCelsius()),
                greater(first, first.precipitationMm(), second, second.precipitationMm()),
                difference(first.precipitationMm(), second.precipitationMm()));
    }

    private static Optional<String> greater(DayWeather first, double a, DayWeather second, double b) {
        return a == b ? Optional.empty() : Optional.of(a > b ? first.city() : second.city());
    }

    /** Exact in decimals: 9.1 - 1.9 is 7.2, which binary fractions do not give. */
    private static double difference(double a, double b) {
        return BigDecimal.valueOf(a)
                .subtract(BigDecimal.valueOf(b))
                .abs()
                .setScale(1, RoundingMode.HALF_UP)
                .doubleValue();
    }
}
