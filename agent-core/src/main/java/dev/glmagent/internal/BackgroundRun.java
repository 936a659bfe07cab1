package dev.glmagent.internal;

import dev.glmagent.RunEvent;
import dev.glmagent.chat.Cancellation;
import dev.glmagent.tool.ContextValues;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/** A run on a thread of its own, whose events are read from another one. */
public final class BackgroundRun {

    private final EventBuffer buffer = new EventBuffer();
    private final Cancellation cancellation;

    /**
     * Starts a run that streams.
     *
     * @param cancellation ends it
     * @param values for its tools
     * @param run the run
     */
    public BackgroundRun(Cancellation cancellation, ContextValues values, Consumer<RunScope> run) {
        this.cancellation = cancellation;
        RunScope scope = RunScope.streaming(cancellation, values, buffer::put);
        Workers.RUNS.execute(() -> {
            try {
                run.accept(scope);
                buffer.end(null);
            } catch (RuntimeException | Error e) {
                buffer.end(e);
            }
        });
    }

    /**
     * A run on a thread of its own whose events nobody reads. Cancelling the future cancels the run.
     *
     * @param cancellation ends it
     * @param values for its tools
     * @param run the run
     * @param <R> what comes of it
     * @return its result
     */
    public static <R> CompletableFuture<R> result(
            Cancellation cancellation, ContextValues values, Function<RunScope, R> run) {
        CompletableFuture<R> result = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                cancellation.cancel();
                return super.cancel(mayInterruptIfRunning);
            }
        };
        RunScope scope = RunScope.blocking(cancellation, values);
        Workers.RUNS.execute(() -> {
            try {
                result.complete(run.apply(scope));
            } catch (RuntimeException | Error e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    /**
     * Waits for the next event.
     *
     * @return empty at the end
     * @throws InterruptedException when the reader is interrupted
     */
    public Optional<RunEvent> next() throws InterruptedException {
        return buffer.take();
    }

    /** Ends the run if it still runs; its last events can still be read. */
    public void cancel() {
        cancellation.cancel();
    }

    /** Ends the run if it still runs; its events go nowhere from now on. */
    public void close() {
        cancellation.cancel();
        buffer.close();
    }
}
