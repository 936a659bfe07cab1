package dev.glmagent.glm.internal;

import dev.glmagent.chat.FinishReason;
import tools.jackson.databind.JsonNode;

/**
 * An answer other than a chat reply that is put together from the events of a stream, or from one body that holds all of it.
 *
 * @param <T> the answer
 */
public interface StreamedAnswer<T> {

    /**
     * Takes in what an event says.
     *
     * @param event its JSON object, which tells no error
     */
    void add(JsonNode event);

    /**
     * Whether nothing of an answer was in what was taken in.
     *
     * @return true as long as there is no answer
     */
    boolean isEmpty();

    /**
     * Whether the platform has said that this is all.
     *
     * @return true when the answer is whole
     */
    boolean isFinished();

    /**
     * Why it ended.
     *
     * @return empty text while the platform has not said so
     */
    FinishReason finishReason();

    /**
     * The answer.
     *
     * @return what was taken in
     */
    T result();
}
