package dev.glmagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Stands on every class that tests the loop. After each test: the interrupt flag of the test's thread is clear, and no run goes
 * on, in a stream, a future or a publisher. What a result has to hold is checked by {@link RunInvariants#check}.
 */
final class LoopInvariants implements BeforeEachCallback, AfterEachCallback {

    @Override
    public void beforeEach(ExtensionContext context) {
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(Thread.interrupted()).as("interrupt flag left set").isFalse();
        // A closed stream's run ends a moment after its reader has gone on.
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (RunInvariants.runsOnThreads() && System.nanoTime() < patience) {
            Thread.onSpinWait();
        }
        RunInvariants.checkThreads();
    }
}
