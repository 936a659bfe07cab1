package dev.glmagent;

import dev.glmagent.chat.AgentException;

/** Thrown by {@link RunResult#text()} when a run did not complete. Carries the result, so nothing is lost. */
public final class RunFailedException extends AgentException {

    private final RunResult result;

    RunFailedException(String message, RunResult result) {
        super(message);
        this.result = result;
    }

    RunFailedException(String message, RunResult result, Throwable cause) {
        super(message, cause);
        this.result = result;
    }

    /**
     * The result of the run.
     *
     * @return outcome, messages, tool records and usage so far
     */
    public RunResult result() {
        return result;
    }
}
