package dev.glmagent.tools.weather;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the live source; when that cannot be reached, the table, and leaves the live one alone for a while. */
final class FallbackSource implements WeatherSource {

    private static final Logger log = LoggerFactory.getLogger(FallbackSource.class);

    /** So that a machine without network waits for a connect limit once, not at every call. */
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final WeatherSource live;
    private final WeatherSource table;
    private final AtomicLong restingUntil = new AtomicLong(System.nanoTime());

    FallbackSource(WeatherSource live, WeatherSource table) {
        this.live = live;
        this.table = table;
    }

    @Override
    public CurrentWeather current(String city) {
        return ask(source -> source.current(city));
    }

    @Override
    public Forecast forecast(String city, int days) {
        return ask(source -> source.forecast(city, days));
    }

    private <T> T ask(Function<WeatherSource, T> question) {
        if (System.nanoTime() - restingUntil.get() >= 0) {
            try {
                return question.apply(live);
            } catch (WeatherUnavailableException e) {
                restingUntil.set(System.nanoTime() + PAUSE.toNanos());
                log.info("{}; using the climate table for {} minutes", e.getMessage(), PAUSE.toMinutes());
            }
        }
        return question.apply(table);
    }
}
