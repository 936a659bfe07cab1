package dev.glmagent.loop;

import dev.glmagent.chat.AgentException;

/** A decision does not belong to a call that waits for one; nothing ran. */
public final class InvalidDecisionException extends AgentException {

    InvalidDecisionException(String message) {
        super(message);
    }
}
