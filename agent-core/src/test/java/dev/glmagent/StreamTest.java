package dev.glmagent;

import static dev.glmagent.testing.ScriptedModel.callOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ChatEvent;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.loop.Limits;
import dev.glmagent.testing.ScriptedModel;
import dev.glmagent.testing.TestModel;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolRegistry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Blocking, streaming, asynchronous and published runs are one: the same table for all of them. */
@Timeout(30)
@ExtendWith(LoopInvariants.class)
class StreamTest {

    static class Echo {
        @Tool("Echoes")
        String echo(String text) {
            return text;
        }
    }

    private static AgentBuilder builder(ScriptedModel model) {
        return Agent.builder().model(model).tools(ToolRegistry.of(new Echo()));
    }

    static Stream<Arguments> scripts() {
        return Stream.of(
                Arguments.of("an answer", script(model -> model.reply("好的😀!"))),
                Arguments.of(
                        "a tool",
                        script(model -> model.call("echo", "{\"text\":\"x\"}").reply("x"))),
                Arguments.of(
                        "an unknown tool",
                        script(model -> model.call("ecko", "{}").reply("sorry"))),
                Arguments.of(
                        "bad JSON",
                        script(model -> model.call("echo", "{\"text\":").reply("sorry"))),
                Arguments.of(
                        "two calls",
                        script(model -> model.calls(
                                        callOf("echo", "{\"text\":\"1\"}"), callOf("echo", "{\"text\":\"2\"}"))
                                .reply("1 2"))),
                Arguments.of("a cut answer", script(model -> model.reply("half", FinishReason.LENGTH))),
                Arguments.of("a filter", script(model -> model.reply("", FinishReason.SENSITIVE))),
                Arguments.of("nothing", script(model -> model.reply("").reply(""))),
                Arguments.of("a failure", script(model -> model.fail(new IllegalStateException("broken")))),
                Arguments.of(
                        "a limit",
                        script(model -> model.call("echo", "{\"text\":\"1\"}")
                                .call("echo", "{\"text\":\"2\"}")
                                .call("echo", "{\"text\":\"3\"}")
                                .reply("best"))));
    }

    private static UnaryOperator<ScriptedModel> script(UnaryOperator<ScriptedModel> script) {
        return script;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scripts")
    void every_driver_ends_the_same_way(String what, UnaryOperator<ScriptedModel> script) throws Exception {
        Limits limits = Limits.DEFAULT.withModelCalls(3);
        List<RunResult> results = new ArrayList<>();
        List<List<String>> kinds = new ArrayList<>();
        for (int driver = 0; driver < 4; driver++) {
            List<RunEvent> events = new ArrayList<>();
            Agent agent = builder(script.apply(new ScriptedModel()))
                    .limits(limits)
                    .listener(events::add)
                    .build();
            results.add(RunInvariants.check(
                    switch (driver) {
                        case 0 -> agent.run("q");
                        case 1 -> agent.stream("q").result();
                        case 2 -> agent.runAsync(RunRequest.of("q")).get(10, TimeUnit.SECONDS);
                        default -> published(agent, 1);
                    }));
            kinds.add(events.stream()
                    .filter(event -> !(event instanceof RunEvent.ModelEvent))
                    .map(event -> event.getClass().getSimpleName())
                    .toList());
        }

        for (int driver = 1; driver < 4; driver++) {
            assertThat(kinds.get(driver)).isEqualTo(kinds.get(0));
            assertThat(results.get(driver).messages()).isEqualTo(results.get(0).messages());
            assertThat(results.get(driver).outcome())
                    .hasToString(results.get(0).outcome().toString());
        }
        assertThat(kinds.get(0)).startsWith("RunStarted").endsWith("RunFinished");
        RunInvariants.checkThreads();
    }

    private static RunResult published(Agent agent, long demand) throws Exception {
        CompletableFuture<RunResult> result = new CompletableFuture<>();
        agent.publisher(RunRequest.of("q")).subscribe(new Flow.Subscriber<>() {
            private Flow.Subscription subscription = new Flow.Subscription() {
                @Override
                public void request(long n) {}

                @Override
                public void cancel() {}
            };
            private Optional<RunResult> last = Optional.empty();

            @Override
            public void onSubscribe(Flow.Subscription given) {
                subscription = given;
                given.request(demand);
            }

            @Override
            public void onNext(RunEvent event) {
                if (event instanceof RunEvent.RunFinished finished) {
                    last = Optional.of(finished.result());
                }
                subscription.request(1);
            }

            @Override
            public void onError(Throwable error) {
                result.completeExceptionally(error);
            }

            @Override
            public void onComplete() {
                result.complete(last.orElseThrow());
            }
        });
        return result.get(10, TimeUnit.SECONDS);
    }

    @Test
    void a_subscriber_that_asks_for_nothing_is_an_error() {
        assertThatThrownBy(
                        () -> published(builder(new ScriptedModel().reply("x")).build(), 0))
                .hasRootCauseMessage("request(n) needs n > 0 (Reactive Streams 3.9).");
    }

    @Test
    void a_stream_shows_the_pieces_and_the_listener_sees_the_same_events() {
        List<RunEvent> heard = new ArrayList<>();
        List<RunEvent> read = new ArrayList<>();
        try (RunStream stream = builder(new ScriptedModel().reply("好的😀!")).listener(heard::add).build().stream("q")) {
            stream.forEachRemaining(read::add);

            assertThat(stream.result().text()).isEqualTo("好的😀!");
            assertThatThrownBy(stream::next)
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("The run is over, or its stream was closed.");
        }
        assertThat(read).isEqualTo(heard);
        assertThat(read)
                .contains(
                        new RunEvent.ModelEvent(1, new ChatEvent.TextDelta("好的")),
                        new RunEvent.ModelEvent(1, new ChatEvent.TextDelta("😀!")));
    }

    @Test
    void a_run_waits_for_a_slow_reader() {
        int pieces = 2_000;
        List<Integer> sent = new ArrayList<>();
        ScriptedModel model = new ScriptedModel().then((request, context) -> {
            for (int i = 0; i < pieces; i++) {
                context.events().accept(new ChatEvent.TextDelta("x"));
                synchronized (sent) {
                    sent.add(i);
                }
            }
            return ScriptedModel.replyOf("x", FinishReason.STOP);
        });

        try (RunStream stream = builder(model).build().stream("q")) {
            int read = 0;
            while (stream.hasNext()) {
                stream.next();
                read++;
                synchronized (sent) {
                    assertThat(sent.size()).isLessThanOrEqualTo(read + 256);
                }
            }
            assertThat(read).isGreaterThan(pieces);
        }
    }

    @Test
    void a_closed_stream_has_no_result() {
        RunStream stream = builder(new ScriptedModel().reply("x")).build().stream("q");
        stream.close();

        assertThatThrownBy(stream::result)
                .hasMessage("The stream was closed before the run was over, so there is no result."
                        + " Fix: read it to its end, or cancel with a Cancellation of your own.");
    }

    @Test
    void the_test_model_calls_every_tool_once_with_what_its_schema_allows() {
        RunResult result = RunInvariants.check(Agent.builder()
                .model(new TestModel())
                .tools(ToolRegistry.of(new Echo(), new Many()))
                .build()
                .run("go"));

        assertThat(result.toolCalls())
                .extracting(call -> call.result().text())
                .containsExactly("a", "LOW 0 1 [] 2024-01-01");
        assertThat(result.text()).isEqualTo("a\nLOW 0 1 [] 2024-01-01");
    }

    enum Level {
        LOW,
        HIGH
    }

    record Size(int width) {}

    static class Many {
        @Tool("Takes many kinds of parameters")
        String many(Level level, int count, Size size, List<String> names, LocalDate day) {
            return level + " " + count + " " + (size.width() + 1) + " " + names + " " + day;
        }
    }
}
