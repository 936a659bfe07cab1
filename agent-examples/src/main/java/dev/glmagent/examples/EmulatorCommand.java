package dev.glmagent.examples;

import dev.glmagent.testkit.EmulatorException;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.GlmEmulatorBuilder;
import dev.glmagent.testkit.Script;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./demo emulator}: a GLM platform for clients in any language. */
@Command(
        name = "emulator",
        mixinStandardHelpOptions = true,
        description = "Runs the GLM emulator for other clients; Ctrl-C ends it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"2:wrong usage or configuration", "130:interrupted"})
final class EmulatorCommand implements Callable<Integer> {

    @Option(
            names = "--port",
            defaultValue = "8089",
            paramLabel = "PORT",
            description = "Port on 127.0.0.1; 0 takes a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "Rules in YAML or JSON, see docs/emulator.md; without, the offline planner answers.")
    private @Nullable Path script;

    private final Terminal terminal;

    EmulatorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (GlmEmulator emulator = start()) {
            terminal.note("The GLM emulator listens. Point a client at it:");
            terminal.answer(
                    "export ZHIPUAI_BASE_URL=" + emulator.baseUrl() + "\nexport ZHIPUAI_API_KEY=" + emulator.apiKey());
            terminal.note(
                    "Try: curl -s $ZHIPUAI_BASE_URL/chat/completions -H \"Authorization: Bearer $ZHIPUAI_API_KEY\""
                            + " -d '{\"model\":\"glm-4\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}'");
            new CountDownLatch(1).await();
            return ExitCode.ANSWERED;
        } catch (InterruptedException e) {
            return ExitCode.CANCELLED;
        } catch (EmulatorException e) {
            terminal.note(String.valueOf(e.getMessage()));
            return ExitCode.USAGE;
        }
    }

    private GlmEmulator start() {
        GlmEmulatorBuilder builder = GlmEmulator.builder().port(port);
        return (script == null ? builder : builder.responder(Script.load(script))).start();
    }
}
