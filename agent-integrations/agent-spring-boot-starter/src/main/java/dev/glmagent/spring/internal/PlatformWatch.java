package dev.glmagent.spring.internal;

import dev.glmagent.RunEvent;
import dev.glmagent.RunOutcome;
import dev.glmagent.glm.GlmException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Knows from the runs that happen anyway whether the platform takes our key. Only what a human must mend counts, a
 * refused key or an empty account; what passes by itself does not.
 */
public final class PlatformWatch implements Consumer<RunEvent> {

    private volatile Optional<Refusal> last = Optional.empty();

    /**
     * What the platform refused.
     *
     * @param error its words
     * @param since when it did for the first time since a reply
     */
    public record Refusal(String error, Instant since) {}

    /** Nothing is known yet. */
    public PlatformWatch() {}

    @Override
    public void accept(RunEvent event) {
        if (event instanceof RunEvent.ReplyReceived) {
            last = Optional.empty();
        } else if (event instanceof RunEvent.RunFinished finished
                && finished.result().outcome() instanceof RunOutcome.Failed failed
                && (failed.error() instanceof GlmException.Authentication
                        || failed.error() instanceof GlmException.Quota)) {
            refused(failed.error());
        }
    }

    private synchronized void refused(RuntimeException error) {
        if (last.isEmpty()) {
            last = Optional.of(new Refusal(String.valueOf(error.getMessage()), Instant.now()));
        }
    }

    /**
     * The refusal since the last reply.
     *
     * @return empty while the platform answers, or was not asked yet
     */
    public Optional<Refusal> refusal() {
        return last;
    }
}
