package dev.glmagent.spring;

import dev.glmagent.chat.AgentException;

/** The model was not asked, because {@code glm-agent.offline} is true. */
public final class OfflineException extends AgentException {

    /**
     * @param message why, and how to change it
     */
    public OfflineException(String message) {
        super(message);
    }
}
