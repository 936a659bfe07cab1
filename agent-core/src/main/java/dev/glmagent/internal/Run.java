package dev.glmagent.internal;

import dev.glmagent.GuardContext;
import dev.glmagent.GuardVerdict;
import dev.glmagent.RunEvent;
import dev.glmagent.RunOutcome;
import dev.glmagent.RunResult;
import dev.glmagent.ToolRecord;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.loop.AgentLoop;
import dev.glmagent.loop.ApprovalDecision;
import dev.glmagent.loop.ApprovalRequest;
import dev.glmagent.loop.Limit;
import dev.glmagent.loop.NextStep;
import dev.glmagent.loop.RunState;
import dev.glmagent.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run on its way: the state, and what is recorded beside it. For one thread. */
public final class Run {

    private final LocalDriver driver;
    private final AgentLoop loop;
    private final RunScope scope;
    private final long startedAt = System.nanoTime();
    private final List<ToolRecord> records = new ArrayList<>();
    private final Set<String> undecided = new HashSet<>();
    private RunState state;
    private Optional<Limit> told = Optional.empty();

    Run(LocalDriver driver, RunState start, RunScope scope) {
        this.driver = driver;
        this.loop = driver.loop();
        this.scope = scope;
        this.state = start;
    }

    /**
     * Drives the run to its end.
     *
     * @return the result
     */
    public RunResult toEnd() {
        Optional<RunOutcome> outcome = judgeQuestion();
        emit(new RunEvent.RunStarted(state.runId(), question(state.messages())));
        while (outcome.isEmpty()) {
            try {
                state = stopped() ? loop.onCancel(state) : timeLeft().isNegative() ? loop.onTimeOver(state) : state;
                tellLimit();
                NextStep step = loop.next(state);
                if (step instanceof NextStep.AskModel ask) {
                    ask(ask);
                } else if (step instanceof NextStep.RunTools tools) {
                    runTools(tools);
                } else if (step instanceof NextStep.AwaitApproval waiting) {
                    outcome = decide(waiting.requests());
                } else if (step instanceof NextStep.Finish finish) {
                    outcome = Optional.of(judgedToolsAnswer(Outcomes.of(finish, loop.reached(state))));
                }
            } catch (RuntimeException e) {
                outcome = Optional.of(new RunOutcome.Failed(e));
            }
        }
        RunResult result = new RunResult(
                state.runId(), outcome.get(), state.messages(), records, state.modelCalls(), state.usage(), took());
        emit(new RunEvent.RunFinished(result));
        return result;
    }

    /** Only at its start: a run that goes on has a question that passed. */
    private Optional<RunOutcome> judgeQuestion() {
        if (driver.guards().input().isEmpty()
                || state.modelCalls() > 0
                || state.finish().isPresent()) {
            return Optional.empty();
        }
        if (!(state.messages().get(state.messages().size() - 1) instanceof UserMessage question)) {
            return Optional.empty();
        }
        try {
            GuardContext known = new GuardContext(state.messages(), scope.values());
            GuardVerdict verdict = Interrupter.around(
                    scope.cancellation(), () -> driver.guards().judgeQuestion(question.text(), known));
            if (verdict instanceof GuardVerdict.Replace other) {
                state = loop.onQuestion(state, Guards.reworded(question, other.text()));
            } else if (verdict instanceof GuardVerdict.Refuse refusal) {
                state = loop.onQuestionRefused(state, refusal.reason());
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            return stopped() ? Optional.empty() : Optional.of(new RunOutcome.Failed(e));
        }
    }

    /** An answer that a tool gave and no model said. The conversation keeps the tool's words. */
    private RunOutcome judgedToolsAnswer(RunOutcome outcome) {
        if (!(outcome instanceof RunOutcome.Completed completed)
                || loop.rules().answerTool().isPresent()
                || !(state.messages().get(state.messages().size() - 1) instanceof ToolMessage)) {
            return outcome;
        }
        GuardContext known = new GuardContext(state.messages(), scope.values());
        GuardVerdict verdict =
                Interrupter.around(scope.cancellation(), () -> driver.guards().judgeAnswer(completed.text(), known));
        if (verdict instanceof GuardVerdict.Refuse refusal) {
            return new RunOutcome.Filtered(RunOutcome.By.OUTPUT_GUARD, refusal.reason());
        }
        return verdict instanceof GuardVerdict.Replace other ? new RunOutcome.Completed(other.text()) : outcome;
    }

    private void ask(NextStep.AskModel ask) {
        int step = state.modelCalls() + 1;
        emit(new RunEvent.StepStarted(step, ask.request()));
        long before = System.nanoTime();
        ChatReply reply;
        ChatContext context = new ChatContext(
                scope.streaming(),
                event -> emit(new RunEvent.ModelEvent(step, event)),
                scope.cancellation(),
                Optional.of(timeLeft()));
        try {
            reply = Interrupter.around(
                    scope.cancellation(), () -> driver.modelOf(scope).chat(ask.request(), context));
        } catch (GuardedModel.RefusedException refused) {
            state = loop.onReplyRefused(state, refused.reply(), String.valueOf(refused.getMessage()));
            emit(new RunEvent.StepFinished(step));
            return;
        } catch (RuntimeException e) {
            if (stopped() || timeLeft().isNegative()) {
                return; // the next step says so
            }
            if (loop.reached(state).isPresent()) {
                state = loop.onNoLastWords(state);
                return;
            }
            throw e;
        }
        emit(new RunEvent.ReplyReceived(step, reply, Duration.ofNanos(System.nanoTime() - before)));
        state = loop.onReply(state, reply);
        if (state.pending().isEmpty()) {
            emit(new RunEvent.StepFinished(step));
        }
    }

    private void runTools(NextStep.RunTools step) {
        ToolRunner runner = new ToolRunner(step.tools(), scope, this::emit, startedAt + limitNanos());
        List<ToolRecord> done = runner.run(state.modelCalls(), step.calls());
        records.addAll(done);
        for (ToolRecord record : done) {
            if (record.result() instanceof ToolResult.Ok ok && ok.data().orElse("") instanceof RunResult below) {
                state = loop.onUsage(state, below.usageByModel());
            }
        }
        state = loop.onToolResults(state, done.stream().map(ToolRecord::result).toList());
        if (state.pending().isEmpty()) {
            emit(new RunEvent.StepFinished(state.modelCalls()));
        }
    }

    /** The run ends here when nothing could be decided. Nobody is asked twice about one call. */
    private Optional<RunOutcome> decide(List<ApprovalRequest> requests) {
        List<ApprovalRequest> open = requests.stream()
                .filter(request -> undecided.add(request.callId()))
                .toList();
        if (open.isEmpty()) {
            return Optional.of(new RunOutcome.NeedsApproval(state, requests));
        }
        emit(new RunEvent.ApprovalAsked(state.modelCalls(), open));
        List<ApprovalDecision> decisions = new ArrayList<>();
        if (driver.approver().isPresent()) {
            for (ApprovalRequest request : open) {
                try {
                    Interrupter.around(
                                    scope.cancellation(),
                                    () -> driver.approver().get().ask(request))
                            .ifPresent(decisions::add);
                } catch (RuntimeException e) {
                    if (!stopped()) {
                        throw e;
                    }
                }
                if (stopped()) {
                    return Optional.empty();
                }
            }
        }
        state = loop.onDecisions(state, decisions);
        return decisions.isEmpty() ? Optional.of(new RunOutcome.NeedsApproval(state, requests)) : Optional.empty();
    }

    private boolean stopped() {
        return scope.cancellation().isCancelled() || Thread.currentThread().isInterrupted();
    }

    private void tellLimit() {
        Optional<Limit> limit = state.pending().isPresent() || isDone() ? state.limit() : loop.reached(state);
        if (limit.isPresent() && told.isEmpty()) {
            told = limit;
            emit(new RunEvent.LimitHit(limit.get()));
        }
    }

    private boolean isDone() {
        return state.finish().isPresent();
    }

    private Duration timeLeft() {
        return Duration.ofNanos(limitNanos() - (System.nanoTime() - startedAt));
    }

    private long limitNanos() {
        return driver.limits().time().toNanos();
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private void emit(RunEvent event) {
        driver.emit(event, scope);
    }

    private static String question(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i) instanceof UserMessage user) {
                return user.text();
            }
        }
        return "";
    }
}
