package dev.glmagent.glm.image;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.Polling;
import dev.glmagent.glm.internal.Readers;
import dev.glmagent.glm.internal.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A picture that the platform makes when it has time.
 *
 * <pre>{@code
 * ImageTask task = glm.images().submit(ImageRequest.of("glm-image", "The delta of the Danube from above"));
 * String url = task.await(Duration.ofMinutes(3)).url();
 * }</pre>
 */
public final class ImageTask {

    private final Transport transport;
    private final String id;

    ImageTask(Transport transport, String id) {
        this.transport = transport;
        this.id = id;
    }

    private record State(String taskStatus, List<Image> imageResult) {}

    /**
     * The task's id; only the account that submitted it can ask for it.
     *
     * @return the platform's id
     */
    public String id() {
        return id;
    }

    /**
     * Asks once whether the picture is there.
     *
     * @return empty while the platform works on it
     * @throws GlmException when the task failed, or there is no such task (code 1233)
     */
    public Optional<ImageReply> poll() {
        return poll(ChatContext.blocking());
    }

    /**
     * Waits for the picture, asking less and less often. Interrupting the thread ends the waiting, not the task.
     *
     * @param limit the longest wait
     * @return the picture's address
     * @throws GlmException.Timeout when it is not there in time; the platform goes on with it
     * @throws GlmException when the task failed
     */
    public ImageReply await(Duration limit) {
        return Polling.await(transport, "The task " + id, limit, new Cancellation(), this::poll);
    }

    private Optional<ImageReply> poll(ChatContext context) {
        State state = transport.call(ApiRequest.get("async-result", id), Readers.json(State.class), context);
        if (state.taskStatus().equals("FAIL")) {
            // What a failed task says of itself is not documented.
            throw new GlmException.Server(
                    "GLM failed on the picture of task " + id + ". Fix: submit it again.", GlmException.Exchange.NONE);
        }
        return state.taskStatus().equals("PROCESSING")
                ? Optional.empty()
                : Optional.of(ImageApi.reply(state.imageResult()));
    }

    @Override
    public String toString() {
        return "ImageTask[" + id + "]";
    }
}
