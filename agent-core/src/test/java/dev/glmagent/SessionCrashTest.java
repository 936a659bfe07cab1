package dev.glmagent;

import static dev.glmagent.testing.ScriptedModel.callOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.ToolMessage;
import dev.glmagent.internal.SessionLog;
import dev.glmagent.session.FileSessionStore;
import dev.glmagent.session.SessionId;
import dev.glmagent.session.SessionStore;
import dev.glmagent.session.Stores;
import dev.glmagent.testing.ScriptedModel;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolHints;
import dev.glmagent.tool.ToolRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that is killed at any point of a call leaves a session that goes on in another one, and no call runs twice. */
@Timeout(120)
class SessionCrashTest {

    private static final SessionId ID = SessionId.of("user-7", "chat-1");

    /** Where the process is killed. */
    enum Point {
        BEFORE_START("\"kind\":\"started\"", false),
        AFTER_START("\"kind\":\"started\"", true),
        AFTER_EFFECT("no record", false),
        BEFORE_END("\"kind\":\"ended\"", false),
        AFTER_END("\"kind\":\"ended\"", true),
        AFTER_COMMIT("\"role\":\"tool\"", true),
        BEFORE_OVER("\"kind\":\"over\"", false);

        private final String record;
        private final boolean behind;

        Point(String record, boolean behind) {
            this.record = record;
            this.behind = behind;
        }
    }

    private static final int KILLED = 77;

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "file, BEFORE_START, 1, booked",
        "file, AFTER_START, 0, interrupted: book may have run",
        "file, AFTER_EFFECT, 1, interrupted: book may have run",
        "file, BEFORE_END, 1, interrupted: book may have run",
        "file, AFTER_END, 1, booked",
        "file, AFTER_COMMIT, 1, booked",
        "file, BEFORE_OVER, 1, booked",
        "h2, BEFORE_START, 1, booked",
        "h2, AFTER_START, 0, interrupted: book may have run",
        "h2, AFTER_END, 1, booked",
    })
    void a_call_runs_at_most_once_and_the_model_is_told_what_is_known(
            String kind, Point point, int effects, String answer) throws Exception {
        crash(kind, point, "once");

        RunResult result = recovered(kind, "once", new ScriptedModel().reply("Done."));

        assertThat(effects()).hasSize(effects);
        assertThat(((ToolMessage) result.messages().get(2)).text()).startsWith(answer);
        SessionStore store = store(kind);
        assertThat(SessionLog.of(store, ID).messages()).isEqualTo(result.messages());
        RunInvariants.checkSession(store, ID);
    }

    @ParameterizedTest
    @CsvSource({"AFTER_START, 1", "AFTER_EFFECT, 2", "AFTER_END, 1"})
    void an_idempotent_tool_is_called_again_when_its_end_is_not_known(Point point, int effects) throws Exception {
        crash("file", point, "idempotent");

        RunResult result = recovered("file", "idempotent", new ScriptedModel().reply("Done."));

        assertThat(effects()).hasSize(effects);
        assertThat(((ToolMessage) result.messages().get(2)).text()).isEqualTo("booked");
    }

    private RunResult recovered(String kind, String tool, ScriptedModel model) {
        RunResult result = RunInvariants.check(agent(model, tool, store(kind), directory, false)
                .session("user-7", "chat-1")
                .recover());
        assertThat(result.text()).isEqualTo("Done.");
        return result;
    }

    private SessionStore store(String kind) {
        return store(kind, directory);
    }

    private List<String> effects() throws IOException {
        Path effects = directory.resolve("effects");
        return Files.exists(effects) ? Files.readAllLines(effects) : List.of();
    }

    private static SessionStore store(String kind, Path directory) {
        return kind.equals("file")
                ? new FileSessionStore(directory.resolve("sessions"))
                : Stores.h2(directory.resolve("sessions"));
    }

    private static Agent agent(ScriptedModel model, String kind, SessionStore store, Path directory, boolean killed) {
        ToolDefinition tool = ToolDefinition.builder("book")
                .description("Books a table")
                .hints(kind.equals("idempotent") ? new ToolHints(false, false, true, false) : ToolHints.NONE)
                .build("{\"type\":\"object\"}", (json, context) -> {
                    try {
                        Files.writeString(
                                directory.resolve("effects"),
                                "booked\n",
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND,
                                StandardOpenOption.SYNC);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    if (killed) {
                        Runtime.getRuntime().halt(KILLED);
                    }
                    return "booked";
                });
        return Agent.builder()
                .model(model)
                .tools(ToolRegistry.of(tool))
                .sessions(store)
                .build();
    }

    private void crash(String kind, Point point, String tool) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        kind,
                        point.name(),
                        tool,
                        directory.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(output).isEqualTo(KILLED);
    }

    /** Asks its question and is killed on the way. */
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) {
            Point point = Point.valueOf(arguments[1]);
            Path directory = Path.of(arguments[3]);
            SessionStore store = new Deadly(store(arguments[0], directory), point);
            ScriptedModel model =
                    new ScriptedModel().calls(callOf("book", "{}")).reply("Done.");
            agent(model, arguments[2], store, directory, point == Point.AFTER_EFFECT)
                    .session("user-7", "chat-1")
                    .run("Book a table.");
        }
    }

    private record Deadly(SessionStore real, Point point) implements SessionStore {
        @Override
        public List<String> read(SessionId id) {
            return real.read(id);
        }

        @Override
        public void append(SessionId id, int version, String record) {
            boolean here = record.contains(point.record);
            if (here && !point.behind) {
                Runtime.getRuntime().halt(KILLED);
            }
            real.append(id, version, record);
            if (here) {
                Runtime.getRuntime().halt(KILLED);
            }
        }

        @Override
        public void delete(SessionId id) {
            real.delete(id);
        }

        @Override
        public int deleteIdleSince(Instant since) {
            return real.deleteIdleSince(since);
        }
    }
}
