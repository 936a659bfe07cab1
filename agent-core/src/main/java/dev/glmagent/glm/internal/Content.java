package dev.glmagent.glm.internal;

/** What a request sends along. */
public sealed interface Content permits Content.Empty, Content.Json, Multipart {

    /** Nothing. */
    record Empty() implements Content {}

    /** A JSON object, written once and sent with a {@code request_id} of its own by each attempt. */
    final class Json implements Content {

        private final byte[] bytes;

        /**
         * @param bytes the object in UTF-8; not changed any more
         */
        public Json(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
