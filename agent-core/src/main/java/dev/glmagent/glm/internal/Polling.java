package dev.glmagent.glm.internal;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.glm.GlmException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Waits for what the platform does when it has time, by asking: after 1 s, then ever less often, at most every 10 s. */
public final class Polling {

    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private Polling() {}

    /**
     * Asks until there is a result.
     *
     * @param transport whose time counts
     * @param what is waited for, for messages, for example {@code The task 17}
     * @param limit the longest wait
     * @param cancellation ends the waiting
     * @param ask asks once, within the context's limit; empty while there is no result
     * @param <T> the result
     * @return the result
     * @throws GlmException when there is none in time, or asking failed
     */
    public static <T> T await(
            Transport transport,
            String what,
            Duration limit,
            Cancellation cancellation,
            Function<ChatContext, Optional<T>> ask) {
        InFlight waiting = transport.begin(limit, cancellation);
        try {
            Duration pause = FIRST;
            while (true) {
                ChatContext context =
                        new ChatContext(false, event -> {}, cancellation, Optional.of(waiting.leftAtLeast(FIRST)));
                Optional<T> result = ask.apply(context);
                if (result.isPresent()) {
                    return result.get();
                }
                waiting.pause(pause.compareTo(waiting.left()) < 0 ? pause : waiting.leftAtLeast(Duration.ZERO));
                if (waiting.ended()) {
                    throw ended(waiting, what);
                }
                Duration longer = pause.multipliedBy(3).dividedBy(2);
                pause = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
            }
        } finally {
            transport.end(waiting);
        }
    }

    /**
     * Asks for something that has states, and tells each one that differs from the one before.
     *
     * @param progress is told
     * @param ask asks once
     * @param isEnd whether a state is the last one
     * @param <T> the thing
     * @return what {@link #await} asks, with the thing in its last state as result
     */
    public static <T> Function<ChatContext, Optional<T>> changes(
            Consumer<T> progress, Function<ChatContext, T> ask, Predicate<T> isEnd) {
        AtomicReference<Optional<T>> last = new AtomicReference<>(Optional.empty());
        return context -> {
            Optional<T> now = Optional.of(ask.apply(context));
            if (!now.equals(last.getAndSet(now))) {
                progress.accept(now.get());
            }
            return now.filter(isEnd);
        };
    }

    private static GlmException ended(InFlight waiting, String what) {
        InterruptedIOException cause = new InterruptedIOException("ended while waiting");
        if (waiting.ending() == InFlight.Ending.CALL_LIMIT) {
            return new GlmException.Timeout(
                    what + " was not finished within " + Errors.words(waiting.limit())
                            + "; the platform goes on with it. Fix: wait longer, or ask for it later by its id.",
                    GlmException.Exchange.NONE,
                    GlmException.Timeout.Phase.CALL,
                    cause);
        }
        return new GlmException.Cancelled(
                "Waiting for " + what + " was ended; the platform goes on with it.", GlmException.Exchange.NONE, cause);
    }
}
