package dev.glmagent.glm.internal;

import dev.glmagent.glm.GlmException;
import java.time.Duration;
import java.util.Optional;

/**
 * An attempt that did not work.
 *
 * @param error what the caller gets when it was the last one
 * @param remedy what may help
 * @param retryAfter the wait that the service asked for
 * @param arrived whether the platform may have begun to work on it; then only a repeatable request is sent again
 */
record Failure(GlmException error, Remedy remedy, Optional<Duration> retryAfter, boolean arrived) {

    /** What may help after a failure. */
    enum Remedy {
        /** Nothing. */
        NONE,
        /** Another attempt, soon. */
        TRY_AGAIN,
        /** One other attempt, and no more. */
        TRY_ONCE,
        /** Another attempt, not so soon. */
        SLOW_DOWN,
        /** As before, and fewer requests at once. */
        FEWER_AT_ONCE,
        /** A fresh token, once. */
        NEW_TOKEN
    }

    static Failure last(GlmException error) {
        return new Failure(error, Remedy.NONE, Optional.empty(), true);
    }

    static Failure of(GlmException error, Remedy remedy) {
        return new Failure(error, remedy, Optional.empty(), true);
    }

    static Failure notArrived(GlmException error) {
        return new Failure(error, Remedy.TRY_AGAIN, Optional.empty(), false);
    }

    /** Carries a failure out of what an attempt does. */
    static final class Thrown extends RuntimeException {

        private final transient Failure failure;

        Thrown(Failure failure) {
            super(failure.error().getMessage(), failure.error(), false, false);
            this.failure = failure;
        }

        Failure failure() {
            return failure;
        }
    }
}
