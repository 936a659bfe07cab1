package dev.glmagent.glm.internal;

import dev.glmagent.chat.AgentException;

/** A body with status 200 cannot be read as a reply; {@link Transport} makes it a protocol error. */
final class MalformedReplyException extends AgentException {

    MalformedReplyException(String message) {
        super(message);
    }
}
