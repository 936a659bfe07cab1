package dev.glmagent.examples;

import dev.glmagent.AgentBuilder;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.examples.weather.WeatherBot;
import picocli.CommandLine.Command;

/** {@code ./demo weather}. */
@Command(
        name = "weather",
        mixinStandardHelpOptions = true,
        description = "Asks about the weather, in Chinese or English.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:answered",
            "1:the run failed",
            "2:wrong usage or configuration, a wrong key too",
            "3:a limit was reached",
            "5:GLM or the network failed",
            "130:cancelled"
        })
final class WeatherCommand extends BotCommand {

    WeatherCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    AgentBuilder bot(ChatModel model) {
        return WeatherBot.on(model);
    }
}
