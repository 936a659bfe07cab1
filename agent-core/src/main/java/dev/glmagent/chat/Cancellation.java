package dev.glmagent.chat;

import java.util.ArrayList;
import java.util.List;

/**
 * The wish to stop, handed to whatever may take long. One way only: what is cancelled stays cancelled. Thread-safe.
 *
 * <pre>{@code
 * Cancellation stop = new Cancellation();
 * onCtrlC(stop::cancel);
 * }</pre>
 */
public final class Cancellation {

    private final List<Runnable> actions = new ArrayList<>();
    private volatile boolean cancelled;

    /** Asks to stop. Runs the actions that were registered, once, on the caller's thread. */
    public void cancel() {
        List<Runnable> toRun;
        synchronized (actions) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toRun = List.copyOf(actions);
            actions.clear();
        }
        toRun.forEach(Runnable::run);
    }

    /**
     * Whether {@link #cancel()} was called.
     *
     * @return true from then on
     */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Registers what ends something that cannot ask by itself, such as a blocked read. Runs at once when it is already
     * cancelled.
     *
     * @param action short, must not block or throw
     * @return takes the registration back; close it when the thing is over
     */
    public Registration onCancel(Runnable action) {
        synchronized (actions) {
            if (!cancelled) {
                actions.add(action);
                return () -> {
                    synchronized (actions) {
                        actions.remove(action);
                    }
                };
            }
        }
        action.run();
        return () -> {};
    }

    /** A registered action. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {

        /** Takes the action back; it does not run any more. */
        @Override
        void close();
    }
}
