package dev.glmagent.testkit;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Replies given in order, one per request that passed the platform's checks. Thread-safe; good for one emulator run.
 *
 * <pre>{@code
 * try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.text("晴")))) { … }
 * }</pre>
 */
public final class Script implements Responder {

    private final List<Reply> replies;
    private final AtomicInteger asked = new AtomicInteger();

    private Script(List<Reply> replies) {
        this.replies = List.copyOf(replies);
    }

    /**
     * A script of these replies.
     *
     * @param replies the first goes to the first request
     * @return the script, at its beginning
     */
    public static Script of(Reply... replies) {
        return new Script(Arrays.asList(replies));
    }

    /**
     * The next reply; when there is none left, an HTTP 500 that says so.
     *
     * @param call not looked at
     * @return the reply
     */
    @Override
    public Reply answer(ChatCall call) {
        int number = asked.incrementAndGet();
        if (number > replies.size()) {
            return Reply.error(
                    500,
                    "500",
                    "the emulator's script is used up: " + replies.size()
                            + (replies.size() == 1 ? " reply was" : " replies were") + " scripted and this is request "
                            + number);
        }
        return replies.get(number - 1);
    }
}
