package dev.glmagent.tools.weather;

import dev.glmagent.tool.ToolException;

/** A source of weather figures cannot be reached or does not answer as it should. */
public final class WeatherUnavailableException extends ToolException {

    /**
     * @param message words for the model
     */
    public WeatherUnavailableException(String message) {
        super(message);
    }

    /**
     * @param message words for the model
     * @param cause the error underneath
     */
    public WeatherUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
