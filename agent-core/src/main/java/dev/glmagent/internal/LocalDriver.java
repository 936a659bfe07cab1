package dev.glmagent.internal;

import dev.glmagent.RunEvent;
import dev.glmagent.RunOutcome;
import dev.glmagent.RunResult;
import dev.glmagent.ToolRecord;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.Usage;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.loop.AgentLoop;
import dev.glmagent.loop.Limits;
import dev.glmagent.loop.NextStep;
import dev.glmagent.loop.RunState;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drives the pure loop on the caller's thread; tools run on threads of their own, for their time limits. Holds no state of a run: that lives in {@link Run}. */
public final class LocalDriver {

    private static final Logger log = LoggerFactory.getLogger(LocalDriver.class);

    private final AgentLoop loop;
    private final ChatModel model;
    private final ToolRunner runner;
    private final Limits limits;
    private final List<Consumer<RunEvent>> listeners;

    /**
     * @param loop decides
     * @param model is asked
     * @param tools run
     * @param limits the loop's limits, for the outcome
     * @param listeners see every event
     */
    public LocalDriver(
            AgentLoop loop, ChatModel model, ToolRegistry tools, Limits limits, List<Consumer<RunEvent>> listeners) {
        this.loop = loop;
        this.model = model;
        this.runner = new ToolRunner(tools, this::emit);
        this.limits = limits;
        this.listeners = listeners;
    }

    /**
     * Drives a run to its end.
     *
     * @param start the first state
     * @param question what was asked
     * @return the result
     */
    public RunResult run(RunState start, UserMessage question) {
        emit(new RunEvent.RunStarted(question));
        Run run = new Run(start);
        RunOutcome outcome;
        try {
            NextStep step = loop.next(run.state);
            while (!(step instanceof NextStep.Finish)) {
                if (step instanceof NextStep.AskModel ask) {
                    run.state = loop.onReply(run.state, ask(run, ask.request()));
                } else if (step instanceof NextStep.RunTools tools) {
                    List<ToolRecord> done = runner.run(run.state.modelCalls(), tools.calls());
                    run.state = loop.onToolResults(run.state, run.recorded(done));
                }
                step = loop.next(run.state);
            }
            outcome = Outcomes.of((NextStep.Finish) step, limits);
        } catch (RuntimeException e) {
            outcome = new RunOutcome.Failed(e);
        }
        RunResult result = run.result(outcome);
        emit(new RunEvent.RunFinished(result));
        return result;
    }

    private void emit(RunEvent event) {
        for (Consumer<RunEvent> listener : listeners) {
            try {
                listener.accept(event);
            } catch (RuntimeException e) {
                log.warn("A run listener failed on {}", event.getClass().getSimpleName(), e);
            }
        }
    }

    private ChatReply ask(Run run, ChatRequest request) {
        int step = run.state.modelCalls() + 1;
        emit(new RunEvent.StepStarted(step, request));
        long before = System.nanoTime();
        ChatReply reply = model.chat(request);
        emit(new RunEvent.ReplyReceived(step, reply, since(before)));
        reply.usage().ifPresent(run::add);
        return reply;
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    /** One run: the state and what is recorded beside it. */
    private static final class Run {

        private final long startedAt = System.nanoTime();
        private final List<ToolRecord> records = new ArrayList<>();
        private RunState state;
        private @Nullable Usage usage;

        Run(RunState start) {
            this.state = start;
        }

        List<ToolResult> recorded(List<ToolRecord> done) {
            records.addAll(done);
            return done.stream().map(ToolRecord::result).toList();
        }

        void add(Usage more) {
            usage = usage == null ? more : usage.plus(more);
        }

        RunResult result(RunOutcome outcome) {
            return new RunResult(
                    outcome,
                    state.messages(),
                    records,
                    state.modelCalls(),
                    Optional.ofNullable(usage),
                    since(startedAt));
        }
    }
}
