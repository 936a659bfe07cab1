package dev.glmagent.glm.image;

import java.util.Optional;

/**
 * A picture that is wanted.
 *
 * <pre>{@code
 * ImageRequest.of("cogview-3", "A red bicycle under a plane tree").withSize("1024x1024")
 * }</pre>
 *
 * @param model {@code cogview-3}, {@code cogview-3-plus}, {@code cogview-4}, {@code glm-image} …
 * @param prompt what to show, at most 1000 characters
 * @param size width and height, for example {@code 1344x768}; the model's own unless given ({@code 1024x1024} for CogView)
 * @param quality {@code standard} (5 to 10 s) or {@code hd} (about 20 s)
 * @param watermarkEnabled whether the picture says that a model made it; the platform's choice is yes
 * @param userId names the end user to GLM's abuse control, 6 to 128 characters
 */
public record ImageRequest(
        String model,
        String prompt,
        Optional<String> size,
        Optional<String> quality,
        Optional<Boolean> watermarkEnabled,
        Optional<String> userId) {

    /** Checks the prompt. */
    public ImageRequest {
        if (prompt.isBlank()) {
            throw new IllegalArgumentException("There is nothing to draw. Fix: say in the prompt what to show.");
        }
    }

    /**
     * A picture as the model likes to make it.
     *
     * @param model the model's id
     * @param prompt what to show
     * @return the request
     */
    public static ImageRequest of(String model, String prompt) {
        return new ImageRequest(model, prompt, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The same picture in another size.
     *
     * @param widthByHeight for example {@code 1344x768}
     * @return a copy
     */
    public ImageRequest withSize(String widthByHeight) {
        return new ImageRequest(model, prompt, Optional.of(widthByHeight), quality, watermarkEnabled, userId);
    }

    /**
     * The same picture made with more or less care.
     *
     * @param standardOrHd {@code standard} or {@code hd}
     * @return a copy
     */
    public ImageRequest withQuality(String standardOrHd) {
        return new ImageRequest(model, prompt, size, Optional.of(standardOrHd), watermarkEnabled, userId);
    }

    /**
     * The same picture with or without the mark of its origin.
     *
     * @param enabled leaving it out needs an agreement with the platform
     * @return a copy
     */
    public ImageRequest withWatermark(boolean enabled) {
        return new ImageRequest(model, prompt, size, quality, Optional.of(enabled), userId);
    }

    /**
     * The same picture on behalf of an end user.
     *
     * @param id 6 to 128 characters that say nothing of the person
     * @return a copy
     */
    public ImageRequest withUserId(String id) {
        return new ImageRequest(model, prompt, size, quality, watermarkEnabled, Optional.of(id));
    }
}
