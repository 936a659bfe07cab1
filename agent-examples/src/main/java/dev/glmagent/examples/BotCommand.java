package dev.glmagent.examples;

import dev.glmagent.Agent;
import dev.glmagent.AgentBuilder;
import dev.glmagent.RunFailedException;
import dev.glmagent.RunResult;
import dev.glmagent.Session;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.testkit.EmulatorException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What all bots share: options, one question or a conversation, one clear line for whatever goes wrong. */
abstract class BotCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "QUESTION",
            description = "The question; '-' reads it from standard input; none starts a conversation.")
    private List<String> words = List.of();

    @Option(
            names = "--trace",
            description = "Print every step on standard error: requests, tool calls, results, times.")
    private boolean trace;

    @Option(names = "--debug", description = "Print the stack trace of an error.")
    private boolean debug;

    @Option(
            names = "--model",
            defaultValue = "glm-4",
            paramLabel = "NAME",
            description = "The model to ask (default: ${DEFAULT-VALUE}).")
    private String model = "glm-4";

    @Option(
            names = "--offline",
            description = "Never leave this machine: tools use shipped data only (also GLM_OFFLINE=true).")
    private boolean offline;

    @Option(
            names = "--emulator-port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "Port of the built-in emulator, when there is no key (default: a free one).")
    private int emulatorPort;

    private final Terminal terminal;

    BotCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    /** The bot itself: everything but the command line. */
    abstract AgentBuilder bot(ChatModel model);

    @Override
    public Integer call() throws IOException {
        if (offline) {
            System.setProperty("glm.offline", "true");
        }
        String question = question();
        if (question != null && question.isBlank()) {
            terminal.note(
                    "The question is empty. Fix: ./demo weather \"北京今天天气怎么样?\", or no question for a conversation.");
            return ExitCode.USAGE;
        }
        try (Brain brain = Brain.choose(terminal, model, emulatorPort)) {
            AgentBuilder builder = bot(brain.model());
            if (trace) {
                builder.listener(new Trace(terminal));
            }
            Agent agent = builder.build();
            return question == null ? converse(agent.newSession()) : show(agent.run(question));
        } catch (EmulatorException | IllegalArgumentException e) {
            return fail(e, ExitCode.USAGE);
        }
    }

    private @Nullable String question() throws IOException {
        if (words.isEmpty()) {
            return null;
        }
        return words.equals(List.of("-"))
                ? terminal.in().lines().collect(Collectors.joining("\n"))
                : String.join(" ", words);
    }

    private int converse(Session session) throws IOException {
        if (terminal.interactive()) {
            terminal.note("Ask away; an empty line or Ctrl-D ends the conversation.");
        }
        int last = ExitCode.ANSWERED;
        terminal.prompt();
        for (String line = terminal.in().readLine();
                line != null;
                line = terminal.in().readLine()) {
            if (!line.isBlank()) {
                last = show(session.run(line));
            } else if (terminal.interactive()) {
                break;
            }
            terminal.prompt();
        }
        return last;
    }

    private int show(RunResult result) {
        try {
            terminal.answer(result.text());
            return ExitCode.ANSWERED;
        } catch (RunFailedException e) {
            return fail(e, ExitCode.of(result));
        }
    }

    private int fail(RuntimeException e, int exitCode) {
        terminal.note(String.valueOf(e.getMessage()));
        if (debug) {
            PrintStream err = terminal.err();
            e.printStackTrace(err);
        }
        return exitCode;
    }
}
