package dev.glmagent.session;

import dev.glmagent.chat.AgentException;

/** A session could not be read or written. */
public final class SessionStoreException extends AgentException {

    /**
     * @param message what was tried, where, and what is wrong
     */
    public SessionStoreException(String message) {
        super(message);
    }

    /**
     * @param message what was tried, and where
     * @param cause the error underneath
     */
    public SessionStoreException(String message, Throwable cause) {
        super(message + ": " + cause.getMessage(), cause);
    }
}
