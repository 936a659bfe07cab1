package dev.glmagent;

import dev.glmagent.internal.BackgroundRun;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The events of one run, read as they happen. The run waits while 256 of them are unread. Close it when you stop reading:
 * that cancels the run if it is not over. For one reading thread; any thread may close.
 *
 * <pre>{@code
 * try (RunStream events = agent.stream("北京今天天气怎么样?")) {
 *     while (events.hasNext()) {
 *         if (events.next() instanceof RunEvent.ModelEvent piece && piece.event() instanceof ChatEvent.TextDelta text) {
 *             System.out.print(text.text());
 *         }
 *     }
 * }
 * }</pre>
 */
public final class RunStream implements Iterator<RunEvent>, AutoCloseable {

    private final BackgroundRun run;
    private @Nullable RunEvent next;
    private @Nullable RunResult result;

    RunStream(BackgroundRun run) {
        this.run = run;
    }

    /**
     * Waits for the next event. The last one of a stream that is not closed is {@link RunEvent.RunFinished}.
     *
     * <p>A reader that is interrupted while it waits cancels the run, and goes on to read its end; its interrupt flag stays
     * set.
     *
     * @return whether there is one
     */
    @Override
    public boolean hasNext() {
        if (next == null) {
            next = take().orElse(null);
            if (next instanceof RunEvent.RunFinished finished) {
                result = finished.result();
            }
        }
        return next != null;
    }

    private Optional<RunEvent> take() {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return run.next();
                } catch (InterruptedException e) {
                    interrupted = true;
                    run.cancel();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public RunEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("The run is over, or its stream was closed.");
        }
        RunEvent event = next;
        next = null;
        return Objects.requireNonNull(event);
    }

    /**
     * Reads to the end.
     *
     * @return the result of the run
     * @throws IllegalStateException when the stream was closed before the run was over
     */
    public RunResult result() {
        while (result == null && hasNext()) {
            next();
        }
        if (result == null) {
            throw new IllegalStateException("The stream was closed before the run was over, so there is no result."
                    + " Fix: read it to its end, or cancel with a Cancellation of your own.");
        }
        return result;
    }

    /** Cancels the run if it is not over. Does nothing the second time. */
    @Override
    public void close() {
        run.close();
    }
}
