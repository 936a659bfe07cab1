package dev.glmagent.session;

import dev.glmagent.chat.AgentException;

/** Somebody else is at work in the session. Nothing that was to be done here is in it. */
public final class SessionBusyException extends AgentException {

    /**
     * @param message who is at work, and what to do
     */
    public SessionBusyException(String message) {
        super(message);
    }

    /**
     * A refused append.
     *
     * @param id the session
     * @param expected the version that the writer had read
     * @param found the version that there is
     * @return the exception
     */
    public static SessionBusyException at(SessionId id, int expected, long found) {
        return new SessionBusyException(
                "The session " + id + " is at version " + found + ", but the writer had read version "
                        + expected + ": somebody else " + (found < expected ? "deleted" : "wrote to") + " it meanwhile."
                        + " Fix: read it again.");
    }
}
