package dev.glmagent.chat;

/** A piece of a user message. */
public sealed interface ContentPart {

    /**
     * Text.
     *
     * @param text not blank
     */
    record Text(String text) implements ContentPart {

        /** Checks the text. */
        public Text {
            if (text.isBlank()) {
                throw new IllegalArgumentException(
                        "The text of a user message is blank; GLM refuses an empty question.");
            }
        }
    }

    /**
     * A picture for a vision model such as {@code glm-4v}.
     *
     * @param url an {@code https} address, or the picture itself as Base64
     */
    record Image(String url) implements ContentPart {

        /** Checks the address. */
        public Image {
            if (url.isBlank()) {
                throw new IllegalArgumentException("An image part needs an address or Base64 data.");
            }
        }
    }
}
