package dev.glmagent.glm.internal;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * What keeps a client from making a bad time of the service worse: a bucket of tokens shared by all its calls. A retry
 * costs 14 of 500, an answer gives 1 back; with an empty bucket every call is tried once. The figures are those of the
 * AWS SDKs' standard mode since 2026: 35 retries in a storm, and in good times one retry in 14 calls for ever.
 */
final class RetryBudget {

    private static final int SIZE = 500;
    private static final int RETRY = 14;

    private final AtomicInteger tokens = new AtomicInteger(SIZE);

    /** Takes a retry's price, if it is there. */
    boolean take() {
        return tokens.getAndUpdate(now -> now >= RETRY ? now - RETRY : now) >= RETRY;
    }

    void answered() {
        if (tokens.get() < SIZE) {
            tokens.updateAndGet(now -> Math.min(SIZE, now + 1));
        }
    }
}
