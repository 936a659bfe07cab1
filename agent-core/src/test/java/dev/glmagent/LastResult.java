package dev.glmagent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Reads a publisher to its end and keeps the result. */
final class LastResult implements Flow.Subscriber<RunEvent> {

    private final CompletableFuture<RunResult> result;

    LastResult(CompletableFuture<RunResult> result) {
        this.result = result;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(RunEvent event) {
        if (event instanceof RunEvent.RunFinished finished) {
            result.complete(finished.result());
        }
    }

    @Override
    public void onError(Throwable error) {
        result.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        if (!result.isDone()) {
            result.completeExceptionally(new AssertionError("no result"));
        }
    }
}
