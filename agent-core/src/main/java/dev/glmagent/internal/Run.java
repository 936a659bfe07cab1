package dev.glmagent.internal;

import dev.glmagent.Approver;
import dev.glmagent.GuardContext;
import dev.glmagent.GuardVerdict;
import dev.glmagent.RunEvent;
import dev.glmagent.RunOutcome;
import dev.glmagent.RunResult;
import dev.glmagent.ToolRecord;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.Usage;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.loop.AgentLoop;
import dev.glmagent.loop.ApprovalDecision;
import dev.glmagent.loop.ApprovalRequest;
import dev.glmagent.loop.Limit;
import dev.glmagent.loop.NextStep;
import dev.glmagent.loop.RunState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/** One run on its way: the state, and what is recorded beside it. For one thread. */
public final class Run {

    /** So many runs below the first one; a tool that asks its own agent would go down for ever. */
    private static final int MAX_DEPTH = 3;

    private final LocalDriver first;
    private final RunScope scope;
    private final long startedAt = System.nanoTime();
    private final List<ToolRecord> records = new ArrayList<>();
    private final Set<String> undecided = new HashSet<>();

    /** Events come from below too, on the threads of tools; listeners see one at a time. */
    private final ReentrantLock emitting = new ReentrantLock();

    private final Map<String, Usage> spentBelow = new HashMap<>();
    private int moves;
    private boolean over;
    private LocalDriver driver;
    private ChatModel model;
    private AgentLoop loop;
    private RunState state;
    private Optional<Limit> told = Optional.empty();

    Run(LocalDriver driver, RunState start, RunScope scope) {
        this.first = driver;
        this.driver = driver.inCharge(start);
        this.loop = this.driver.loop();
        this.model = this.driver.modelOf(scope).forOneRun();
        this.moves = start.handoffs().size();
        this.scope = scope;
        this.state = start;
    }

    /**
     * Drives the run to its end.
     *
     * @return the result
     */
    public RunResult toEnd() {
        Optional<RunOutcome> outcome = scope.depth() > MAX_DEPTH ? Optional.of(tooDeep()) : judgeQuestion();
        emit(new RunEvent.RunStarted(state.runId(), question(state.messages())));
        while (outcome.isEmpty()) {
            try {
                moveOn();
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
        outcome = Optional.of(writtenDown(outcome.get()));
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

    /** An answer that is not kept is not told as if it were. */
    private RunOutcome writtenDown(RunOutcome outcome) {
        try {
            scope.journal().over(state, outcome);
            return outcome;
        } catch (RuntimeException e) {
            return new RunOutcome.Failed(e);
        }
    }

    private void ask(NextStep.AskModel ask) {
        scope.journal().saved(state);
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
            reply = Interrupter.around(scope.cancellation(), () -> model.chat(ask.request(), context));
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
        scope.journal().beforeTools(state, step);
        RunScope below = scope.below(this::fromBelow, timeLeft(), approver());
        ToolRunner runner = new ToolRunner(step.tools(), below, scope.journal(), this::emit, startedAt + limitNanos());
        List<ToolRecord> done = runner.run(state.modelCalls(), step.calls());
        records.addAll(done);
        state = loop.onUsage(state, takeSpentBelow());
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
        scope.journal().saved(state);
        emit(new RunEvent.ApprovalAsked(state.modelCalls(), open));
        List<ApprovalDecision> decisions = new ArrayList<>();
        Optional<Approver> approver = approver();
        if (approver.isPresent()) {
            for (ApprovalRequest request : open) {
                try {
                    Interrupter.around(
                                    scope.cancellation(), () -> approver.get().ask(request))
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
        long own = driver.limits().time().toNanos();
        return scope.timeLeft().map(left -> Math.min(own, left.toNanos())).orElse(own);
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    private void emit(RunEvent event) {
        emitting.lock();
        try {
            if (!over) { // a tool that was left behind may still speak
                over = event instanceof RunEvent.RunFinished;
                first.emit(event, scope);
            }
        } finally {
            emitting.unlock();
        }
    }

    private void fromBelow(RunEvent event) {
        if (event instanceof RunEvent.Nested nested && nested.event() instanceof RunEvent.RunFinished finished) {
            emitting.lock();
            try {
                finished.result().usageByModel().forEach((model, usage) -> spentBelow.merge(model, usage, Usage::plus));
            } finally {
                emitting.unlock();
            }
        }
        emit(event);
    }

    private Map<String, Usage> takeSpentBelow() {
        emitting.lock();
        try {
            Map<String, Usage> spent = Map.copyOf(spentBelow);
            spentBelow.clear();
            return spent;
        } finally {
            emitting.unlock();
        }
    }

    /** After a hand-over the other agent's model, tools and rules count; the run is still one. */
    private void moveOn() {
        List<String> handoffs = state.handoffs();
        if (handoffs.size() > moves) {
            String tool = handoffs.get(moves++);
            driver = driver.handedOver(tool);
            loop = driver.loop();
            model = driver.modelOf(scope).forOneRun();
            emit(new RunEvent.HandedOver(state.modelCalls(), tool));
        }
    }

    private Optional<Approver> approver() {
        return driver.approver().or(scope::approver);
    }

    private RunOutcome tooDeep() {
        return new RunOutcome.Failed(new NoAnswerException("Runs are nested " + scope.depth() + " deep, at most "
                + MAX_DEPTH + " are allowed below the first. Fix: look for a tool that asks its own agent."));
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
