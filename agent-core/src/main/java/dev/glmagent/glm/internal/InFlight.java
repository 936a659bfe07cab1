package dev.glmagent.glm.internal;

import dev.glmagent.chat.Cancellation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import okhttp3.Call;
import org.jspecify.annotations.Nullable;

/**
 * A call on its way, all its attempts: what it is doing, until when it may, and how it is ended from another thread.
 * {@link Watchdog} looks at it several times a second; a blocked read feels neither an interrupt (on a platform thread of
 * Java 17) nor a limit that is not the socket's.
 */
final class InFlight {

    /** Why a call was ended before its answer. */
    enum Ending {
        CANCELLED,
        INTERRUPTED,
        CLOSED,
        SEND_LIMIT,
        HEADERS_LIMIT,
        IDLE_LIMIT,
        CALL_LIMIT
    }

    /** How long a stream may send comments and nothing else. */
    private static final Duration LONGEST_UNHEARD = Duration.ofMinutes(10);

    private enum Phase {
        /** Between attempts, or waiting for a permit. */
        WAITING,
        SENDING,
        HEADERS,
        BODY
    }

    private final Time time;
    private final Limits limits;
    private final Duration limit;
    private final long start;
    private final Thread thread = Thread.currentThread();
    private final AtomicReference<@Nullable Ending> ending = new AtomicReference<>();
    private final Cancellation.Registration registration;

    private volatile Phase phase = Phase.WAITING;
    /** The moment of the last sign of life in this phase. */
    private volatile long alive;

    /** Whether the answer is a stream of events; then {@link #heard} is the moment of the last one. */
    private volatile boolean listening;

    private volatile long heard;

    private volatile @Nullable Call attempt;

    InFlight(Time time, Limits limits, Duration limit, Cancellation cancellation) {
        this.time = time;
        this.limits = limits;
        this.limit = limit;
        this.start = time.nanos();
        this.alive = start;
        this.registration = cancellation.onCancel(() -> end(Ending.CANCELLED));
    }

    Limits limits() {
        return limits;
    }

    /** What the whole call may take. */
    Duration limit() {
        return limit;
    }

    /** How much of the whole call's time is left; zero or less when none is. */
    Duration left() {
        return limit.minusNanos(time.nanos() - start);
    }

    Duration leftAtLeast(Duration least) {
        Duration left = left();
        return left.compareTo(least) < 0 ? least : left;
    }

    @Nullable Ending ending() {
        return ending.get();
    }

    boolean ended() {
        return ending.get() != null;
    }

    /** Ends the call, from whatever thread. The first reason stands. */
    void end(Ending why) {
        if (ending.compareAndSet(null, why)) {
            Call running = attempt;
            if (running != null) {
                running.cancel();
            }
            LockSupport.unpark(thread);
        }
    }

    /** An attempt begins: its request is about to be sent. */
    void sending(Call call) {
        attempt = call;
        enter(Phase.SENDING);
        if (ended()) {
            call.cancel();
        }
    }

    /** The request has left. */
    void sent() {
        enter(Phase.HEADERS);
    }

    /** The response has begun. */
    void answered() {
        enter(Phase.BODY);
    }

    /** Bytes went or came. */
    void alive() {
        alive = time.nanos();
    }

    /** Whether the attempt at hand got so far as to send its request. */
    boolean began() {
        return phase == Phase.HEADERS || phase == Phase.BODY;
    }

    /** An event of a stream came, or the stream begins. Comments keep a line alive, but not for ever. */
    void heard() {
        heard = time.nanos();
        listening = true;
    }

    /** The attempt is over. */
    void waiting() {
        listening = false;
        attempt = null;
        enter(Phase.WAITING);
    }

    private void enter(Phase next) {
        alive = time.nanos();
        phase = next;
    }

    /** Waits on another thread's help, which unparks {@link #wake this} one. */
    boolean await(BooleanSupplier ready) {
        while (!ready.getAsBoolean()) {
            check();
            if (ended()) {
                return false;
            }
            LockSupport.park(this);
        }
        return true;
    }

    void wake() {
        LockSupport.unpark(thread);
    }

    void pause(Duration delay) {
        time.pause(delay, this::ended);
        check();
    }

    /** Ends the call when it is time. */
    void check() {
        if (thread.isInterrupted()) {
            end(Ending.INTERRUPTED);
        } else if (left().isNegative() || left().isZero()) {
            end(Ending.CALL_LIMIT);
        } else {
            Duration quiet = Duration.ofNanos(time.nanos() - alive);
            switch (phase) {
                case SENDING -> endAfter(quiet, limits.idle(), Ending.SEND_LIMIT);
                case HEADERS -> endAfter(quiet, limits.headers(), Ending.HEADERS_LIMIT);
                case BODY -> {
                    endAfter(quiet, limits.idle(), Ending.IDLE_LIMIT);
                    endAfter(unheard(), LONGEST_UNHEARD, Ending.IDLE_LIMIT);
                }
                case WAITING -> {}
            }
        }
    }

    private Duration unheard() {
        return listening ? Duration.ofNanos(time.nanos() - heard) : Duration.ZERO;
    }

    private void endAfter(Duration quiet, Duration most, Ending why) {
        if (quiet.compareTo(most) > 0) {
            end(why);
        }
    }

    void close() {
        registration.close();
    }
}
