package dev.glmagent.examples.weather;

import dev.glmagent.Agent;
import dev.glmagent.AgentBuilder;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.tool.ToolRegistry;

/**
 * A bot that answers questions on the weather: a model, a system message and every {@code @Tool} method found in one
 * package.
 */
public final class WeatherBot {

    private WeatherBot() {}

    /**
     * The bot on a model.
     *
     * @param model answers the questions
     * @return a builder, so that a caller can add a listener
     */
    public static AgentBuilder on(ChatModel model) {
        return Agent.builder()
                .model(model)
                .system(
                        "You are a weather assistant. Answer in the language of the question, briefly, from tool results"
                                + " only, and say where the figures come from.")
                .tools(ToolRegistry.scan("dev.glmagent.tools.weather"));
    }
}
