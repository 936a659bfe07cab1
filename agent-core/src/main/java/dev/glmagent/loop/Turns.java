package dev.glmagent.loop;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.loop.NextStep.Reason;
import dev.glmagent.loop.PendingTurn.Answer;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolHints;
import dev.glmagent.tool.ToolRegistry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One turn of the conversation with tool calls: which of them may run, and what follows once all are answered. */
final class Turns {

    private final LoopRules rules;

    Turns(LoopRules rules) {
        this.rules = rules;
    }

    /** How many of the calls count as tool calls: the answer of a run is none. */
    long counted(List<ToolCall> calls) {
        return calls.stream().filter(call -> !isAnswerTool(call.name())).count();
    }

    boolean isAnswerTool(String name) {
        return rules.answerTool().filter(name::equals).isPresent();
    }

    /** Takes a message with calls in: those that may not run are answered at once. */
    RunState judged(RunState state, AssistantMessage message, ToolRegistry tools) {
        Set<String> asked = new HashSet<>();
        Map<String, Answer> answers = new LinkedHashMap<>();
        List<ToolCall> calls = message.toolCalls();
        Optional<ToolCall> handoff = calls.stream()
                .filter(call -> rules.handoffs().contains(call.name()))
                .findFirst();
        int most = rules.limits().callsPerReply();
        for (int i = 0; i < calls.size(); i++) {
            ToolCall call = calls.get(i);
            Optional<ToolHints> hints = tools.find(call.name()).map(ToolDefinition::hints);
            if (i >= most) {
                answers.put(
                        call.id(), Answer.error("not run: too many calls in one reply; the first " + most + " ran"));
            } else if (isAnswerTool(call.name())) {
                if (calls.size() > 1) {
                    answers.put(call.id(), Answer.error(Remarks.answerBesideOthers(call.name())));
                }
            } else if (rules.handoffs().contains(call.name()) && !handoff.equals(Optional.of(call))) {
                answers.put(call.id(), Answer.error("not run: the conversation can move to one agent only"));
            } else if (hints.isPresent()) {
                switch (rules.approvals().judge(call, hints.get())) {
                    case ALLOW -> {}
                    case ASK -> asked.add(call.id());
                    case DENY -> answers.put(call.id(), Answer.error("not run: this agent may not make this call"));
                }
            }
        }
        Set<String> names = tools.specs().stream().map(ToolSpec::name).collect(Collectors.toSet());
        return settled(state, new PendingTurn(message, names, asked, answers));
    }

    /** Commits the turn when every call is answered. */
    RunState settled(RunState state, PendingTurn turn) {
        List<ToolCall> calls = turn.message().toolCalls();
        if (turn.answers().size() < calls.size()) {
            return state.waitingFor(turn);
        }
        List<Answer> answers = turn.inCallOrder();
        Map<String, Integer> failures = new HashMap<>(state.failures());
        Set<String> withdrawn = new HashSet<>();
        Optional<String> handoff = Optional.empty();
        for (int i = 0; i < calls.size(); i++) {
            String name = calls.get(i).name();
            int inARow = answers.get(i).error() ? failures.merge(name, 1, Integer::sum) : 0;
            if (inARow == 0) {
                failures.remove(name);
                handoff = rules.handoffs().contains(name) ? Optional.of(name) : handoff;
            } else if (inARow == AgentLoop.MAX_FAILURES && turn.offered().contains(name)) {
                withdrawn.add(name);
            }
        }
        Map<String, Integer> seen = new HashMap<>(state.seen());
        int times = seen.merge(Canonical.fingerprint(turn), 1, Integer::sum);
        RunState next = state.committed(
                turn.turn(Remarks.afterTurn(withdrawn, rules.limits().repetitions() > 0 ? times : 0)),
                (int) counted(calls),
                failures,
                seen);
        if (answers.stream().allMatch(Answer::isAnswer)) {
            return next.finished(Reason.COMPLETED, answer(calls, answers), List.of());
        }
        if (rules.answerTool().filter(withdrawn::contains).isPresent()) {
            return next.finished(Reason.INVALID_ANSWER, "", List.of());
        }
        next = handoff.map(next::handedOver).orElse(next);
        int most = rules.limits().repetitions();
        return most > 0 && times >= most ? next.stoppedBy(Limit.REPETITION) : next;
    }

    /** An answer of a type is what its tool was called with; else it is what the tools said. */
    private String answer(List<ToolCall> calls, List<Answer> answers) {
        return rules.answerTool().isPresent()
                ? calls.get(0).arguments()
                : answers.stream().map(Answer::text).collect(Collectors.joining("\n"));
    }

    /** A pending turn in which nothing happened goes; otherwise its open calls are answered. */
    RunState closed(RunState state, String why) {
        if (state.pending().isEmpty() || state.pending().get().answers().isEmpty()) {
            return state;
        }
        PendingTurn turn = state.pending().get();
        Map<String, Answer> answers = new LinkedHashMap<>();
        turn.waiting().forEach(call -> answers.put(call.id(), Answer.error("not run: " + why)));
        turn.runnable().forEach(call -> answers.put(call.id(), Answer.error("not run: " + why)));
        return settled(state, turn.with(answers, Set.of()));
    }

    /** An answer of a type has to come through its tool; words are sent back as often as a wrong one. */
    RunState inWords(RunState state, String tool, String text) {
        Map<String, Integer> failures = new HashMap<>(state.failures());
        int inARow = failures.merge(tool, 1, Integer::sum);
        RunState counted = state.committed(List.of(), 0, failures, state.seen());
        return inARow >= AgentLoop.MAX_FAILURES
                ? counted.finished(Reason.INVALID_ANSWER, text, List.of())
                : counted.nudged(Remarks.answerByTool(tool, text));
    }

    List<ApprovalRequest> requests(RunState state, PendingTurn turn) {
        return turn.waiting().stream()
                .map(call ->
                        new ApprovalRequest(state.runId(), call.id(), call.name(), Canonical.json(call.arguments())))
                .toList();
    }
}
