package dev.glmagent.chat;

/**
 * The root of every exception that this framework throws on its own account; all are unchecked. It stands in the lowest
 * package because every room throws one of its kinds.
 */
public abstract class AgentException extends RuntimeException {

    /**
     * @param message what happened, where, what was expected and how to fix it
     */
    protected AgentException(String message) {
        super(message);
    }

    /**
     * @param message what happened, where, what was expected and how to fix it
     * @param cause the error underneath
     */
    protected AgentException(String message, Throwable cause) {
        super(message, cause);
    }
}
