package dev.glmagent.testkit;

/**
 * What the emulator's model says. It sees only requests that passed the platform's checks.
 *
 * <pre>{@code
 * Responder parrot = call -> Reply.text(call.lastUserText());
 * }</pre>
 */
@FunctionalInterface
public interface Responder {

    /**
     * Answers one request. May be called by several threads at once. An exception or an assertion error thrown here
     * reaches the client as HTTP 500 with code {@code 500} and its text.
     *
     * @param call the request
     * @return the answer
     */
    Reply answer(ChatCall call);
}
