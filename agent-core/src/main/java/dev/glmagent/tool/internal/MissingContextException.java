package dev.glmagent.tool.internal;

import dev.glmagent.chat.AgentException;

/** A run was not given a value that a tool of it needs; a mistake of the program, so the model gets no details. */
final class MissingContextException extends AgentException {

    MissingContextException(Class<?> type) {
        super("The run has no context value of type " + type.getName()
                + ". Fix: give it one, as in ContextValues.of(…), or make the parameter Optional.");
    }
}
