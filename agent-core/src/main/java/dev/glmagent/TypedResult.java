package dev.glmagent;

import java.util.Optional;

/**
 * What a run left behind whose answer is a value.
 *
 * @param run the run; its text is the answer as JSON
 * @param answer the answer of a completed run; empty when it ended in any other way
 * @param <T> the type of the answer
 */
public record TypedResult<T>(RunResult run, Optional<T> answer) {

    /**
     * The answer of a completed run.
     *
     * @return the value
     * @throws RunFailedException when the run ended in any other way; it carries the run's result
     */
    public T value() {
        return answer.orElseThrow(run::failure);
    }
}
