package dev.glmagent.internal;

import dev.glmagent.chat.AgentException;

/** The model ended a run without an answer. */
final class NoAnswerException extends AgentException {

    NoAnswerException(String message) {
        super(message);
    }
}
