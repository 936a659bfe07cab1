package dev.glmagent.chat;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The caller's side of one model call: what it wants to see on the way, and how it ends the call early.
 *
 * @param streaming whether the reply should arrive in pieces. A model that cannot stream gives its reply at once
 * @param events sees what happens on the way, on the thread of the call. What it throws ends the call
 * @param cancellation ends the call when cancelled
 * @param limit the longest the call may take, all attempts included; empty leaves it to the model's own limits
 */
public record ChatContext(
        boolean streaming, Consumer<ChatEvent> events, Cancellation cancellation, Optional<Duration> limit) {

    /**
     * A call whose reply is taken whole.
     *
     * @return no streaming, nothing to be seen, never cancelled
     */
    public static ChatContext blocking() {
        return new ChatContext(false, event -> {}, new Cancellation(), Optional.empty());
    }

    /**
     * A call whose reply is seen as it arrives.
     *
     * @param events sees each piece
     * @return streaming, never cancelled
     */
    public static ChatContext streaming(Consumer<ChatEvent> events) {
        return new ChatContext(true, events, new Cancellation(), Optional.empty());
    }
}
