package dev.glmagent.examples;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The launcher behind {@code ./demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Bots built with glm-agent. With a GLM key in ZHIPUAI_API_KEY they ask GLM-4, without one the built-in"
                        + " emulator answers.",
        synopsisSubcommandLabel = "BOT")
public final class Demo {

    private Demo() {}

    /**
     * Runs a bot.
     *
     * @param args the bot's name, its options and the question
     */
    public static void main(String[] args) {
        // The launcher script knows whether a person is there; Java 17 cannot tell a pipe from a terminal on stdin
        // alone.
        boolean interactive = Boolean.getBoolean("demo.tty");
        Terminal terminal = new Terminal(
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                System.getenv(),
                interactive);
        System.exit(run(terminal, args));
    }

    static int run(Terminal terminal, String... args) {
        CommandLine commands = new CommandLine(new Demo());
        commands.addSubcommand(new WeatherCommand(terminal));
        commands.addSubcommand(new EmulatorCommand(terminal));
        String version = Demo.class.getPackage().getImplementationVersion();
        String name = "glm-agent " + (version == null ? "(not packaged)" : version);
        commands.getCommandSpec().version(name);
        commands.getSubcommands().values().forEach(bot -> bot.getCommandSpec().version(name));
        commands.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        commands.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        commands.setParameterExceptionHandler(Demo::wrongUsage);
        if (args.length == 0) {
            commands.usage(terminal.err());
            return ExitCode.USAGE;
        }
        return commands.execute(args);
    }

    private static int wrongUsage(ParameterException e, String[] args) {
        e.getCommandLine().getErr().println(e.getMessage() + ". Fix: see ./demo --help.");
        return ExitCode.USAGE;
    }
}
