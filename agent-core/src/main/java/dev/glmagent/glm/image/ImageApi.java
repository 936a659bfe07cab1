package dev.glmagent.glm.image;

import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.Readers;
import dev.glmagent.glm.internal.TaskReader;
import dev.glmagent.glm.internal.Transport;
import java.util.List;

/**
 * Makes pictures of words. Thread-safe; made by {@link dev.glmagent.glm.Glm#images()}.
 *
 * <pre>{@code
 * String url = glm.images().generate(ImageRequest.of("cogview-3", "A red bicycle under a plane tree")).url();
 * }</pre>
 */
public final class ImageApi {

    private final Transport transport;

    /**
     * Not for use from outside.
     *
     * @param transport calls the platform
     */
    public ImageApi(Transport transport) {
        this.transport = transport;
    }

    private record Made(List<Image> data) {}

    /**
     * Makes a picture and waits for it. Each one is billed, so a request that may have arrived is not sent again.
     *
     * @param request what to show
     * @return the picture's address
     * @throws GlmException.ContentFiltered when the prompt was refused
     * @throws GlmException when the platform makes no picture
     */
    public ImageReply generate(ImageRequest request) {
        Made made = transport.call(
                ApiRequest.post("images/generations").json(request).withRequestId(), Readers.json(Made.class));
        return reply(made.data());
    }

    /**
     * Asks for a picture without waiting, for models that take long, such as {@code glm-image}.
     *
     * @param request what to show
     * @return the task
     * @throws GlmException when the platform does not take it
     */
    public ImageTask submit(ImageRequest request) {
        return task(transport.call(
                ApiRequest.post("async/images/generations").json(request).withRequestId(), TaskReader.submitted()));
    }

    /**
     * A task that was submitted earlier, perhaps by another process of the same account.
     *
     * @param id as {@link ImageTask#id()} told it
     * @return the task; nothing is asked yet
     */
    public ImageTask task(String id) {
        return new ImageTask(transport, id);
    }

    static ImageReply reply(List<Image> images) {
        if (images.isEmpty()) {
            throw new GlmException.Protocol("The reply holds no picture.", GlmException.Exchange.NONE);
        }
        return new ImageReply(images);
    }
}
