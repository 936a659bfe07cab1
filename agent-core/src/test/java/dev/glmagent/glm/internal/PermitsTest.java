package dev.glmagent.glm.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.Cancellation;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How the number of requests in flight follows what GLM says. */
class PermitsTest {

    private final Permits permits = new Permits();

    private static InFlight call() {
        return new InFlight(Time.SYSTEM, Limits.DEFAULT, Duration.ofMinutes(1), new Cancellation());
    }

    private void take(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(permits.acquire(call())).isTrue();
        }
    }

    @Test
    void there_is_no_bound_until_glm_complains() {
        take(1_000);

        assertThat(permits.bound()).isGreaterThan(1_000);
    }

    @Test
    void a_complaint_halves_what_is_in_flight_and_answers_widen_it_again() {
        take(8);
        permits.tooMany();
        assertThat(permits.bound()).isEqualTo(4);
        for (int i = 0; i < 5; i++) {
            permits.answered();
        }
        assertThat(permits.bound()).isEqualTo(5);
    }

    @Test
    void one_request_is_always_allowed() {
        take(1);
        for (int i = 0; i < 9; i++) {
            permits.tooMany();
        }
        assertThat(permits.bound()).isEqualTo(1);
        permits.release();
        take(1);
    }

    @Test
    void who_waits_gets_the_permit_that_is_given_back() throws InterruptedException {
        take(2);
        permits.tooMany();
        permits.release();
        InFlight[] waiting = new InFlight[1];
        boolean[] acquired = new boolean[1];
        Thread waiter = new Thread(() -> {
            waiting[0] = call();
            acquired[0] = permits.acquire(waiting[0]);
        });
        waiter.start();
        while (waiter.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        permits.release();
        waiter.join();

        assertThat(acquired[0]).isTrue();
    }
}
