package dev.glmagent.internal;

import dev.glmagent.chat.Cancellation;
import java.util.function.Supplier;

/**
 * Interrupts the current thread when a run is cancelled, while foreign code runs on it that may know no other way to stop.
 * Afterwards the thread is as it was.
 */
final class Interrupter {

    private final Thread target = Thread.currentThread();
    private final Cancellation.Registration registration;
    private boolean over;
    private boolean fired;

    private Interrupter(Cancellation cancellation) {
        this.registration = cancellation.onCancel(this::fire);
    }

    static <T> T around(Cancellation cancellation, Supplier<T> code) {
        Interrupter interrupter = new Interrupter(cancellation);
        try {
            return code.get();
        } finally {
            interrupter.close();
        }
    }

    private synchronized void fire() {
        if (!over) {
            fired = true;
            target.interrupt();
        }
    }

    private void close() {
        registration.close();
        synchronized (this) {
            over = true;
            if (fired) {
                Thread.interrupted();
            }
        }
    }
}
