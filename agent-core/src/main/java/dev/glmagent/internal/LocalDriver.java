package dev.glmagent.internal;

import dev.glmagent.RunEvent;
import dev.glmagent.RunOutcome;
import dev.glmagent.RunResult;
import dev.glmagent.ToolRecord;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.ToolCall;
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

/** Drives the pure loop on the caller's thread. Holds no state of a run: that lives in {@link Run}. */
public final class LocalDriver {

    private static final Logger log = LoggerFactory.getLogger(LocalDriver.class);

    private final AgentLoop loop;
    private final ChatModel model;
    private final ToolRegistry tools;
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
        this.tools = tools;
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
        RunResult result = new Run(start).toEnd();
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

    /** One run: the state and what is recorded beside it. */
    private final class Run {

        private final long startedAt = System.nanoTime();
        private final List<ToolRecord> records = new ArrayList<>();
        private RunState state;
        private @Nullable Usage usage;

        Run(RunState start) {
            this.state = start;
        }

        RunResult toEnd() {
            try {
                while (true) {
                    NextStep step = loop.next(state);
                    if (step instanceof NextStep.AskModel ask) {
                        state = loop.onReply(state, ask(ask.request()));
                    } else if (step instanceof NextStep.RunTools run) {
                        state = loop.onToolResults(state, runInOrder(run.calls()));
                    } else if (step instanceof NextStep.Finish finish) {
                        return result(Outcomes.of(finish, limits));
                    }
                }
            } catch (RuntimeException e) {
                return result(new RunOutcome.Failed(e));
            }
        }

        private ChatReply ask(ChatRequest request) {
            int step = state.modelCalls() + 1;
            emit(new RunEvent.StepStarted(step, request));
            long before = System.nanoTime();
            ChatReply reply = model.chat(request);
            emit(new RunEvent.ReplyReceived(step, reply, since(before)));
            reply.usage().ifPresent(more -> usage = usage == null ? more : usage.plus(more));
            return reply;
        }

        private List<ToolResult> runInOrder(List<ToolCall> calls) {
            int step = state.modelCalls();
            List<ToolResult> results = new ArrayList<>(calls.size());
            for (ToolCall call : calls) {
                emit(new RunEvent.ToolStarted(step, call));
                long before = System.nanoTime();
                ToolResult result = tools.call(call);
                Duration took = since(before);
                results.add(result);
                records.add(new ToolRecord(call, result, took));
                emit(new RunEvent.ToolFinished(step, call, result, took));
            }
            return results;
        }

        private RunResult result(RunOutcome outcome) {
            return new RunResult(
                    outcome,
                    state.messages(),
                    records,
                    state.modelCalls(),
                    Optional.ofNullable(usage),
                    since(startedAt));
        }

        private static Duration since(long nanoTime) {
            return Duration.ofNanos(System.nanoTime() - nanoTime);
        }
    }
}
