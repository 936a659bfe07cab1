package dev.glmagent.examples;

import dev.glmagent.RunOutcome;
import dev.glmagent.RunResult;
import dev.glmagent.glm.GlmException;

/** What a demo tells the shell. */
final class ExitCode {

    static final int ANSWERED = 0;
    static final int RUN_FAILED = 1;
    static final int USAGE = 2;
    static final int LIMIT_REACHED = 3;
    static final int PROVIDER_ERROR = 5;
    static final int CANCELLED = 130;

    private ExitCode() {}

    static int of(RunResult result) {
        RunOutcome outcome = result.outcome();
        if (outcome instanceof RunOutcome.Completed) {
            return ANSWERED;
        } else if (outcome instanceof RunOutcome.LimitReached) {
            return LIMIT_REACHED;
        } else if (outcome instanceof RunOutcome.Failed failed && failed.error() instanceof GlmException error) {
            // A wrong key is a mistake in the configuration, not a fault of the provider.
            return error instanceof GlmException.Authentication ? USAGE : PROVIDER_ERROR;
        }
        return RUN_FAILED;
    }
}
