package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.Agent;
import dev.glmagent.RunOutcome;
import dev.glmagent.RunResult;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.Script;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** A canary key may not appear anywhere, not even when the other side echoes it. */
class GlmSecretsTest {

    private static final String CANARY = "canaryid.canarysecret";

    @Test
    void the_key_never_shows() {
        PrintStream realErr = System.err;
        ByteArrayOutputStream captured = new ByteArrayOutputStream();
        StringWriter shown = new StringWriter();
        System.setErr(new PrintStream(captured, true, StandardCharsets.UTF_8));
        try (GlmEmulator emulator = GlmEmulator.builder()
                .apiKey(CANARY)
                .responder(Script.of(
                        Reply.error(400, "1210", "your key " + CANARY + " sent nonsense"),
                        Reply.raw(200, "text/html", "<p>Authorization: Bearer " + CANARY + "</p>"),
                        Reply.error(401, "1000", CANARY),
                        Reply.raw(200, "application/json", CANARY.replace('.', '_') + " " + CANARY),
                        Reply.raw(200, "application/json", "{\"a\":" + CANARY + "}")))
                .start()) {
            Glm glm = Glm.withKey(CANARY, emulator.baseUrl());
            shown.append(glm.toString()).append(glm.chatModel("glm-4").toString());
            for (int i = 0; i < 5; i++) {
                RunResult result =
                        Agent.builder().model(glm.chatModel("glm-4")).build().run("q");
                shown.append(result.toString());
                ((RunOutcome.Failed) result.outcome()).error().printStackTrace(new PrintWriter(shown));
            }
            shown.append(emulator.toString()).append(emulator.requests().toString());
            Thread.getAllStackTraces().keySet().forEach(thread -> shown.append(thread.getName()));
        } finally {
            System.setErr(realErr);
        }

        assertThat(shown.toString()).contains("your key *** sent nonsense").doesNotContain("canarysecret");
        assertThat(captured.toString(StandardCharsets.UTF_8)).doesNotContain("canarysecret");
    }
}
