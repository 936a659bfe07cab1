package dev.glmagent.glm.image;

import java.util.List;

/**
 * Pictures that were made.
 *
 * @param images GLM makes one a request
 */
public record ImageReply(List<Image> images) {

    /** Copies the list. */
    public ImageReply {
        images = List.copyOf(images);
    }

    /**
     * The address of the first picture.
     *
     * @return an address that needs no key and is valid for 30 days
     */
    public String url() {
        return images.get(0).url();
    }
}
