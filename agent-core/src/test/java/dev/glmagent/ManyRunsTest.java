package dev.glmagent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.glm.Glm;
import dev.glmagent.testing.ScriptedModel;
import dev.glmagent.testkit.ChatCall;
import dev.glmagent.testkit.Fault;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Reply;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many runs at once; {@code ManyRuns} in agent-benchmarks measures a thousand. */
@Timeout(120)
@ExtendWith(LoopInvariants.class)
class ManyRunsTest {

    static class Echo {
        @Tool("Echoes")
        String echo(String text) {
            return text;
        }
    }

    /** Three rounds with the question's own text, then what the last tool said. */
    private static Reply threeRounds(ChatCall call) {
        List<ChatCall.Message> tools = call.messages().stream()
                .filter(message -> message.role().equals("tool"))
                .toList();
        Reply reply = tools.size() < 3
                ? Reply.callTool("echo", "{\"text\":\"" + call.lastUserText() + " " + tools.size() + "\"}")
                : Reply.text(tools.get(2).content());
        return reply.with(Fault.delayHeaders(Duration.ofMillis(50)));
    }

    @Test
    void two_hundred_runs_of_three_rounds_each_get_their_own_answers() throws Exception {
        try (GlmEmulator emulator = GlmEmulator.start(ManyRunsTest::threeRounds);
                Glm glm = Glm.withKey(emulator.apiKey(), emulator.baseUrl())) {
            Agent agent = Agent.builder()
                    .model(glm.chatModel("glm-4"))
                    .tools(ToolRegistry.of(new Echo()))
                    .build();
            List<CompletableFuture<RunResult>> running = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                running.add(agent.runAsync(RunRequest.of("run " + i)));
            }

            for (int i = 0; i < 200; i++) {
                RunResult result = RunInvariants.check(running.get(i).get(90, TimeUnit.SECONDS));
                assertThat(result.text()).isEqualTo("run " + i + " 2");
                assertThat(result.toolCalls()).hasSize(3);
            }
        }
    }

    static class Busy {
        final CountDownLatch begun = new CountDownLatch(256);
        final CountDownLatch release = new CountDownLatch(1);

        @Tool("Waits")
        String busy() throws InterruptedException {
            begun.countDown();
            release.await();
            return "done";
        }
    }

    /** On 17 there are 256 threads for tools; what comes above waits for one. */
    @Test
    void more_tools_than_threads_wait_for_one() throws Exception {
        Busy busy = new Busy();
        List<CompletableFuture<RunResult>> running = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Agent agent = Agent.builder()
                    .model(new ScriptedModel().call("busy", "{}").reply("ok"))
                    .tools(ToolRegistry.of(busy))
                    .build();
            running.add(agent.runAsync(RunRequest.of("q")));
        }
        assertThat(busy.begun.await(60, TimeUnit.SECONDS)).isTrue();
        busy.release.countDown();

        for (CompletableFuture<RunResult> run : running) {
            RunResult result = run.get(60, TimeUnit.SECONDS);
            assertThat(result.toolCalls().get(0).result().text()).isEqualTo("done");
        }
    }
}
