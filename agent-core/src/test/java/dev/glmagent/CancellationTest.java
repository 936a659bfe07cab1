package dev.glmagent;

import static dev.glmagent.testing.ScriptedModel.callOf;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.loop.Limit;
import dev.glmagent.loop.Limits;
import dev.glmagent.testing.ScriptedModel;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A run can be ended in any state, in any way, and leaves a conversation that goes on. */
@Timeout(30)
@ExtendWith(LoopInvariants.class)
class CancellationTest {

    /** Where a run may be when it is cancelled. */
    enum State {
        WAITING_FOR_THE_MODEL,
        STREAMING,
        TOOL_RUNNING,
        STUBBORN_TOOL_RUNNING,
        ASKING_A_HUMAN
    }

    /** How it may be cancelled. */
    enum Way {
        CANCEL,
        INTERRUPT,
        CLOSE,
        FUTURE
    }

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);
    private final CompletableFuture<RunResult> ended = new CompletableFuture<>();
    private final AtomicLong cancelledAt = new AtomicLong();
    private final AtomicLong endedAt = new AtomicLong();

    /** Blocks as foreign code does. */
    private static void block() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    class Tools {
        @Tool("Blocks")
        String block() {
            reached.countDown();
            CancellationTest.block();
            return "never";
        }

        @Tool("Ignores interrupts")
        String stubborn() {
            reached.countDown();
            while (true) {
                try {
                    release.await();
                    return "too late";
                } catch (InterruptedException ignored) {
                    // that is its way
                }
            }
        }

        @Tool(value = "Needs a human", destructive = true)
        String destroy() {
            return "destroyed";
        }
    }

    private Agent agent(State state) {
        ScriptedModel model = new ScriptedModel();
        ChatModel blocked = (request, context) -> {
            if (state == State.STREAMING) {
                context.events().accept(new ChatEvent.TextDelta("half"));
            }
            reached.countDown();
            block();
            throw new AssertionError("unreachable");
        };
        switch (state) {
            case WAITING_FOR_THE_MODEL, STREAMING -> model.then(blocked);
            case TOOL_RUNNING -> model.call("block", "{}");
            case STUBBORN_TOOL_RUNNING -> model.call("stubborn", "{}");
            case ASKING_A_HUMAN -> model.call("destroy", "{}");
        }
        return Agent.builder()
                .model(model.reply("not reached"))
                .tools(ToolRegistry.of(new Tools()))
                .approver(request -> {
                    reached.countDown();
                    block();
                    return Optional.of(request.approve());
                })
                .listener(event -> {
                    if (event instanceof RunEvent.RunFinished finished) {
                        endedAt.set(System.nanoTime());
                        ended.complete(finished.result());
                    }
                })
                .build();
    }

    static Stream<Arguments> cells() {
        return Stream.of(State.values())
                .flatMap(state -> Stream.of(Way.values()).map(way -> Arguments.of(state, way)));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void a_run_ends_in_any_state_by_any_way(State state, Way way) throws Exception {
        Agent agent = agent(state);
        Cancellation stop = new Cancellation();
        RunRequest request = RunRequest.of("q").withCancellation(stop);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread caller = new Thread(() -> {
            if (way == Way.CLOSE) {
                RunStream stream = agent.stream(request);
                awaitReached();
                cancelledAt.set(System.nanoTime());
                stream.close();
                stream.close();
                assertThat(stream.hasNext()).isFalse();
                flag.complete(false);
            } else if (way == Way.FUTURE) {
                CompletableFuture<RunResult> future = agent.runAsync(request);
                awaitReached();
                cancelledAt.set(System.nanoTime());
                future.cancel(true);
                flag.complete(false);
            } else {
                agent.run(request);
                flag.complete(Thread.interrupted());
            }
        });
        caller.start();
        assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();

        if (way == Way.CANCEL) {
            cancelledAt.set(System.nanoTime());
            stop.cancel();
            stop.cancel();
        } else if (way == Way.INTERRUPT) {
            cancelledAt.set(System.nanoTime());
            caller.interrupt();
        }

        assertThat(flag.get(5, TimeUnit.SECONDS)).as("interrupt flag").isEqualTo(way == Way.INTERRUPT);
        RunResult result = RunInvariants.check(ended.get(5, TimeUnit.SECONDS));
        assertThat(Duration.ofNanos(endedAt.get() - cancelledAt.get())).isLessThan(Duration.ofSeconds(1));
        assertThat(result.outcome()).isEqualTo(new RunOutcome.Cancelled());
        assertThat(result.messages())
                .hasSize(state == State.TOOL_RUNNING || state == State.STUBBORN_TOOL_RUNNING ? 3 : 1);
        assertThat(stop.isCancelled()).isEqualTo(way != Way.INTERRUPT);
        release.countDown();
    }

    private void awaitReached() {
        try {
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_cancelled_tool_is_told_of_as_unknown() {
        Cancellation stop = new Cancellation();
        ScriptedModel model = new ScriptedModel().calls(callOf("block", "{}"), callOf("gone", "{}"));
        Agent agent = Agent.builder()
                .model(model)
                .tools(ToolRegistry.of(new Tools()))
                .listener(event -> {
                    if (event instanceof RunEvent.ToolStarted) {
                        stop.cancel();
                    }
                })
                .build();

        RunResult result = RunInvariants.check(agent.run(RunRequest.of("q").withCancellation(stop)));

        assertThat(result.toolCalls())
                .extracting(call -> call.result().text())
                .containsExactly(
                        "block was interrupted because the run was cancelled, outcome unknown",
                        "not run: the run was cancelled");
        assertThat(result.outcome()).isEqualTo(new RunOutcome.Cancelled());
    }

    @Test
    void what_is_cancelled_before_it_begins_asks_nobody() {
        Cancellation stop = new Cancellation();
        stop.cancel();
        ScriptedModel model = new ScriptedModel();

        RunResult result =
                Agent.builder().model(model).build().run(RunRequest.of("q").withCancellation(stop));

        assertThat(result.outcome()).isEqualTo(new RunOutcome.Cancelled());
        assertThat(model.requests()).isEmpty();
    }

    @Test
    void a_run_ends_when_its_time_is_over() {
        ScriptedModel model = new ScriptedModel().call("block", "{}");

        RunResult result = RunInvariants.check(Agent.builder()
                .model(model)
                .tools(ToolRegistry.of(new Tools()))
                .limits(Limits.DEFAULT.withTime(Duration.ofMillis(200)))
                .build()
                .run("q"));

        assertThat(result.outcome()).isEqualTo(new RunOutcome.LimitReached(Limit.TIME, ""));
        assertThat(result.messages()).hasSize(3);
    }
}
