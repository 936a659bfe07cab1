package dev.glmagent.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

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

        /** What GLM takes at most. */
        private static final long MAX_BYTES = 5L * 1024 * 1024;

        /**
         * A picture from disk, sent along as Base64.
         *
         * @param file a JPEG or PNG of at most 5 MB and 6000 × 6000 pixels
         * @return the part
         * @throws IllegalArgumentException when it cannot be read, is too large or no such picture
         */
        public static Image of(Path file) {
            try {
                byte[] bytes = Files.readAllBytes(file);
                if (bytes.length > MAX_BYTES) {
                    throw new IllegalArgumentException("The picture " + file + " has " + bytes.length
                            + " bytes; GLM takes 5 MB. Fix: make it smaller.");
                }
                return new Image("data:" + type(file, bytes) + ";base64,"
                        + Base64.getEncoder().encodeToString(bytes));
            } catch (IOException e) {
                throw new IllegalArgumentException("The picture " + file + " cannot be read: " + e.getMessage(), e);
            }
        }

        /** By the first bytes, because names lie. */
        private static String type(Path file, byte[] bytes) {
            if (bytes.length > 8
                    && (bytes[0] & 0xFF) == 0x89
                    && bytes[1] == 'P'
                    && bytes[2] == 'N'
                    && bytes[3] == 'G') {
                return "image/png";
            } else if (bytes.length > 3 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xD8) {
                return "image/jpeg";
            }
            throw new IllegalArgumentException(
                    "The file " + file + " is no JPEG or PNG, which is what GLM looks at. Fix: convert it.");
        }
    }
}
