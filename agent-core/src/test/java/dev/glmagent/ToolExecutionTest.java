package dev.glmagent;

import static dev.glmagent.testing.ScriptedModel.callOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ToolCall;
import dev.glmagent.loop.Limits;
import dev.glmagent.testing.ScriptedModel;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** How the calls of one reply run: side by side, in order, within their limits. Latches, no sleeping. */
@Timeout(30)
@ExtendWith(LoopInvariants.class)
class ToolExecutionTest {

    /** Tools that meet each other, or never end. */
    static class Tools {
        final CyclicBarrier meeting = new CyclicBarrier(4);
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();
        final CountDownLatch interrupted = new CountDownLatch(1);
        final CountDownLatch release = new CountDownLatch(1);
        final List<String> order = new ArrayList<>();

        @Tool("Returns when four of it run at once")
        String meet(int n) throws Exception {
            meeting.await(10, TimeUnit.SECONDS);
            return "met " + n;
        }

        @Tool("Counts how many of it run at once")
        String count(int n) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
            return "" + n;
        }

        @Tool(value = "Runs alone", parallel = false)
        String alone(int n) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            order.add("alone " + n);
            running.decrementAndGet();
            return "alone " + n;
        }

        @Tool(value = "Never ends, but can be interrupted", timeoutSeconds = 1)
        String endless() throws InterruptedException {
            try {
                new CountDownLatch(1).await();
                return "never";
            } finally {
                interrupted.countDown();
            }
        }

        @Tool(value = "Ignores being interrupted", timeoutSeconds = 1)
        String stubborn() {
            while (true) {
                try {
                    release.await();
                    return "too late";
                } catch (InterruptedException ignored) {
                    interrupted.countDown();
                }
            }
        }

        @Tool("Tells its surroundings")
        String surroundings() {
            return "" + Thread.currentThread().getContextClassLoader()
                    + Thread.currentThread().isInterrupted();
        }

        @Tool("Leaves the interrupt flag set")
        String rude() {
            Thread.currentThread().interrupt();
            return "rude";
        }

        @Tool("Runs out of memory")
        String greedy() {
            throw new OutOfMemoryError("test");
        }
    }

    private final Tools tools = new Tools();
    private final ScriptedModel model = new ScriptedModel();
    private final List<RunEvent> events = new ArrayList<>();

    private RunResult run(ToolCall... calls) {
        model.calls(calls).reply("done");
        return Agent.builder()
                .model(model)
                .tools(ToolRegistry.of(tools))
                .limits(Limits.DEFAULT.withCallsPerReply(100))
                .listener(events::add)
                .build()
                .run("q");
    }

    private static ToolCall numbered(String name, int n) {
        return new ToolCall("call_" + n, name, "{\"n\":" + n + "}");
    }

    private static List<String> texts(RunResult result) {
        return result.toolCalls().stream().map(record -> record.result().text()).toList();
    }

    @Test
    void calls_of_one_reply_run_side_by_side_and_are_answered_in_order() {
        RunResult result = run(numbered("meet", 1), numbered("meet", 2), numbered("meet", 3), numbered("meet", 4));

        assertThat(texts(result)).containsExactly("met 1", "met 2", "met 3", "met 4");
        assertThat(result.text()).isEqualTo("done");
    }

    @Test
    void identical_calls_without_ids_each_get_their_own_result() {
        ToolCall same = new ToolCall("", "count", "{\"n\":7}");

        assertThat(texts(run(same, same, same))).containsExactly("7", "7", "7");
    }

    @Test
    void a_hundred_calls_are_answered_in_order() {
        ToolCall[] calls = new ToolCall[100];
        for (int i = 0; i < 100; i++) {
            calls[i] = numbered("count", i);
        }

        RunResult result = run(calls);

        assertThat(texts(result)).hasSize(100).startsWith("0", "1", "2").endsWith("98", "99");
        assertThat(tools.most.get()).isLessThanOrEqualTo(8);
    }

    @Test
    void a_tool_that_runs_alone_is_a_barrier() {
        RunResult result = run(numbered("alone", 1), numbered("alone", 2), numbered("alone", 3));

        assertThat(tools.order).containsExactly("alone 1", "alone 2", "alone 3");
        assertThat(tools.most.get()).isEqualTo(1);
        assertThat(texts(result)).containsExactly("alone 1", "alone 2", "alone 3");
        assertThat(events)
                .extracting(event -> event.getClass().getSimpleName())
                .containsSubsequence("ToolStarted", "ToolFinished", "ToolStarted", "ToolFinished", "ToolStarted");
    }

    @Test
    void a_tool_over_its_limit_is_interrupted_and_the_run_goes_on() throws InterruptedException {
        RunResult result = run(callOf("endless", "{}"), numbered("count", 2));

        assertThat(result.text()).isEqualTo("done");
        assertThat(result.toolCalls().get(0).result())
                .isEqualTo(new ToolResult.TimedOut("endless timed out after 1 s, outcome unknown"));
        assertThat(texts(result).get(1)).isEqualTo("2");
        assertThat(tools.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void a_tool_that_ignores_it_is_left_behind() throws InterruptedException {
        RunResult result = run(callOf("stubborn", "{}"));

        assertThat(texts(result)).containsExactly("stubborn timed out after 1 s, outcome unknown");
        assertThat(tools.interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(Agent.toolsLeftBehind()).isPositive();
        tools.release.countDown();
        while (Agent.toolsLeftBehind() > 0) { // until the class's time limit
            Thread.onSpinWait();
        }
    }

    @Test
    void class_loader_and_interrupt_flag_are_the_runs_own() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader mine = new URLClassLoader("mine", new URL[0], before);
        thread.setContextClassLoader(mine);
        try {
            RunResult result = run(callOf("rude", "{}"), callOf("surroundings", "{}"));

            assertThat(texts(result)).containsExactly("rude", mine + "false");
            assertThat(thread.isInterrupted()).isFalse();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void running_out_of_memory_is_not_answered() {
        assertThatThrownBy(() -> run(callOf("greedy", "{}"))).isInstanceOf(OutOfMemoryError.class);
    }

    static class Hasty {
        @Tool(value = "d", timeoutSeconds = 0)
        String hasty() {
            return "";
        }
    }

    @Test
    void a_limit_of_nothing_is_a_mistake() {
        assertThatThrownBy(() -> ToolRegistry.of(new Hasty()))
                .hasMessageContaining("#hasty: timeoutSeconds is 0. Fix: at least 1.");
    }
}
