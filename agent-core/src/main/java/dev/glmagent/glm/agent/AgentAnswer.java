package dev.glmagent.glm.agent;

import java.util.Optional;

/** What the platform answers a request: the reply, or the id under which it can be had later. */
record AgentAnswer(String asyncId, AgentReply reply, boolean isThere) {

    Optional<AgentReply> found() {
        return isThere ? Optional.of(reply) : Optional.empty();
    }
}
