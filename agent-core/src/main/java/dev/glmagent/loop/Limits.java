package dev.glmagent.loop;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a run may go. A run that reaches a limit keeps all it did; where that is not against the limit itself, the model
 * is asked once more, without tools, for the best answer it can give.
 *
 * <pre>{@code
 * Limits limits = Limits.DEFAULT.withModelCalls(5).withTime(Duration.ofMinutes(1));
 * }</pre>
 *
 * @param modelCalls how often the model may be asked in one run, at least 1; the last words are one more
 * @param toolCalls how many tools may run in one run, 0 or more
 * @param callsPerReply how many calls of one reply run, at least 1; the model is told that the others did not
 * @param time the longest a run may take, positive
 * @param repetitions how often the same calls may give the same results before the run is stopped, 0 for no such limit; from
 *     the third time on the model is told
 * @param tokens the most tokens a run may cost, checked before each model call; empty for no such limit
 * @param money the most a run may cost, checked before each model call; empty for no such limit
 */
public record Limits(
        int modelCalls,
        int toolCalls,
        int callsPerReply,
        Duration time,
        int repetitions,
        OptionalLong tokens,
        Optional<Budget> money) {

    /** Room for real work, and an end for a model that calls for ever: 20 model calls, 100 tool calls, 32 a reply, 10 min. */
    public static final Limits DEFAULT =
            new Limits(20, 100, 32, Duration.ofMinutes(10), 5, OptionalLong.empty(), Optional.empty());

    /** Checks the numbers. */
    public Limits {
        if (modelCalls < 1 || toolCalls < 0 || callsPerReply < 1 || repetitions < 0) {
            throw new IllegalArgumentException(
                    "Limits need modelCalls >= 1, toolCalls >= 0, callsPerReply >= 1 and repetitions >= 0, got modelCalls="
                            + modelCalls + ", toolCalls=" + toolCalls + ", callsPerReply=" + callsPerReply
                            + ", repetitions=" + repetitions + ".");
        }
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("Limits need a positive time, got " + time + ".");
        }
    }

    /**
     * Another limit of model calls.
     *
     * @param calls at least 1
     * @return a copy
     */
    public Limits withModelCalls(int calls) {
        return new Limits(calls, toolCalls, callsPerReply, time, repetitions, tokens, money);
    }

    /**
     * Another limit of tool calls.
     *
     * @param calls 0 or more
     * @return a copy
     */
    public Limits withToolCalls(int calls) {
        return new Limits(modelCalls, calls, callsPerReply, time, repetitions, tokens, money);
    }

    /**
     * Another limit of calls in one reply.
     *
     * @param calls at least 1
     * @return a copy
     */
    public Limits withCallsPerReply(int calls) {
        return new Limits(modelCalls, toolCalls, calls, time, repetitions, tokens, money);
    }

    /**
     * Another limit of time.
     *
     * @param limit positive
     * @return a copy
     */
    public Limits withTime(Duration limit) {
        return new Limits(modelCalls, toolCalls, callsPerReply, limit, repetitions, tokens, money);
    }

    /**
     * Another limit of repetitions.
     *
     * @param times 0 for none, as a tool that is polled needs
     * @return a copy
     */
    public Limits withRepetitions(int times) {
        return new Limits(modelCalls, toolCalls, callsPerReply, time, times, tokens, money);
    }

    /**
     * A limit of tokens.
     *
     * @param total prompt and completion, of all calls
     * @return a copy
     */
    public Limits withTokens(long total) {
        return new Limits(modelCalls, toolCalls, callsPerReply, time, repetitions, OptionalLong.of(total), money);
    }

    /**
     * A limit of money.
     *
     * @param budget the amount, and what models cost
     * @return a copy
     */
    public Limits withMoney(Budget budget) {
        return new Limits(modelCalls, toolCalls, callsPerReply, time, repetitions, tokens, Optional.of(budget));
    }
}
