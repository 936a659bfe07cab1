package dev.glmagent.internal;

import dev.glmagent.RunEvent;
import dev.glmagent.RunStream;
import java.util.concurrent.Flow;
import java.util.function.Supplier;

/**
 * A run as a publisher: one run per subscriber, begun when it subscribes. Events are pulled from the stream as they are
 * asked for, so demand goes back to the model's connection.
 *
 * @param streams starts a run
 */
public record RunPublisher(Supplier<RunStream> streams) implements Flow.Publisher<RunEvent> {

    @Override
    public void subscribe(Flow.Subscriber<? super RunEvent> subscriber) {
        RunStream stream = streams.get();
        Demand demand = new Demand(stream);
        Workers.RUNS.execute(() -> {
            try (stream) {
                subscriber.onSubscribe(demand);
                while (demand.await() && stream.hasNext()) {
                    subscriber.onNext(stream.next());
                }
                if (demand.refused) {
                    subscriber.onError(new IllegalArgumentException("request(n) needs n > 0 (Reactive Streams 3.9)."));
                } else if (!demand.cancelled) {
                    subscriber.onComplete();
                }
            } catch (RuntimeException | Error e) {
                subscriber.onError(e);
            }
        });
    }

    private static final class Demand implements Flow.Subscription {

        private final RunStream stream;
        private long open;
        private volatile boolean cancelled;
        private volatile boolean refused;

        Demand(RunStream stream) {
            this.stream = stream;
        }

        @Override
        public synchronized void request(long n) {
            if (n <= 0) {
                refused = true;
            } else {
                open = open + n < 0 ? Long.MAX_VALUE : open + n;
            }
            notifyAll();
        }

        @Override
        public void cancel() {
            cancelled = true;
            stream.close();
            synchronized (this) {
                notifyAll();
            }
        }

        /** Waits for demand; false when there will be none any more. */
        synchronized boolean await() {
            try {
                while (open == 0 && !cancelled && !refused) {
                    wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                cancelled = true;
            }
            open--;
            return !cancelled && !refused;
        }
    }
}
