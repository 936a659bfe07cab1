package dev.glmagent.glm.internal;

import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.internal.Failure.Remedy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whether a failed call is tried again, and when. One per client, with one {@link Course} a call. */
final class Retries {

    /** A failure of these kinds is worth one more attempt and no second one. */
    private static final Set<Remedy> ONCE = EnumSet.of(Remedy.TRY_ONCE, Remedy.NEW_TOKEN);

    private final int attempts;
    private final Credentials credentials;
    private final Backoff backoff = new Backoff();
    private final RetryBudget budget = new RetryBudget();

    Retries(int attempts, Credentials credentials) {
        this.attempts = attempts;
        this.credentials = credentials;
    }

    void answered() {
        budget.answered();
    }

    /** The attempts of one call. */
    final class Course {

        private final boolean idempotent;
        private final InFlight call;
        private final Set<Remedy> used = EnumSet.noneOf(Remedy.class);
        private @Nullable GlmException earlier;

        Course(boolean idempotent, InFlight call) {
            this.idempotent = idempotent;
            this.call = call;
        }

        /** How long until the attempt after this one; absent when it was the last. */
        Optional<Duration> after(int attempt, Failure failure) {
            remember(failure.error());
            Remedy remedy = failure.remedy();
            boolean mayRepeat = idempotent || !failure.arrived();
            boolean spent = ONCE.contains(remedy) && !used.add(remedy);
            if (remedy == Remedy.NONE || !mayRepeat || spent || attempt >= attempts) {
                return Optional.empty();
            }
            if (remedy == Remedy.NEW_TOKEN) {
                return credentials.renew() ? Optional.of(Duration.ZERO) : Optional.empty();
            }
            Duration delay = failure.retryAfter().orElseGet(() -> backoff.before(attempt + 1, remedy));
            // Never past the call's end: the answer would come too late.
            boolean inTime = delay.compareTo(Backoff.LONGEST_ASKED) <= 0 && delay.compareTo(call.left()) < 0;
            return inTime && budget.take() ? Optional.of(delay) : Optional.empty();
        }

        private void remember(GlmException error) {
            if (earlier != null) {
                error.addSuppressed(earlier);
            }
            earlier = error;
        }
    }
}
