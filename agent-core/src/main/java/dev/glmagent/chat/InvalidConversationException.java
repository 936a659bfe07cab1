package dev.glmagent.chat;

/** A conversation breaks GLM's rules on roles and their order; nothing was sent. */
public final class InvalidConversationException extends AgentException {

    InvalidConversationException(String message) {
        super(message);
    }
}
