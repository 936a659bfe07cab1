/**
 * Weather tools: {@link dev.glmagent.tools.weather.WeatherTools} over Open-Meteo, or over a shipped climate table where no
 * network is.
 */
@NullMarked
package dev.glmagent.tools.weather;

import org.jspecify.annotations.NullMarked;
