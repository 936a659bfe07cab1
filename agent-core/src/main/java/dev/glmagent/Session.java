package dev.glmagent;

import dev.glmagent.chat.Message;
import java.util.List;

/**
 * A conversation with an agent that remembers its turns. Two threads that use one session take turns; an agent may
 * have any number of sessions at once.
 */
public final class Session {

    private final Agent agent;
    private List<Message> messages = List.of();

    Session(Agent agent) {
        this.agent = agent;
    }

    /**
     * Asks the next question of the conversation. A run that fails leaves behind what it did: the question and the tool
     * calls that were answered stay part of the conversation, so a side effect is not forgotten.
     *
     * @param question not blank
     * @return the result
     * @throws IllegalArgumentException when the question is blank
     */
    public synchronized RunResult run(String question) {
        RunResult result = agent.run(RunRequest.of(question).withHistory(messages));
        messages = result.messages();
        return result;
    }

    /**
     * The conversation so far.
     *
     * @return an immutable copy, oldest message first
     */
    public synchronized List<Message> messages() {
        return messages;
    }
}
