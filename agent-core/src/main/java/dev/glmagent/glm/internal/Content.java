package dev.glmagent.glm.internal;

import java.util.List;

/** What a request sends along. */
public sealed interface Content permits Content.Empty, Content.Json, Multipart {

    /** Nothing. */
    record Empty() implements Content {}

    /** A JSON object, written once and sent with a {@code request_id} of its own by each attempt. */
    final class Json implements Content {

        private final List<byte[]> pieces;

        /**
         * @param bytes the object in UTF-8; not changed any more
         */
        public Json(byte[] bytes) {
            this(List.of(bytes));
        }

        /**
         * @param pieces the object in UTF-8; the first is not empty, none is changed any more
         */
        Json(List<byte[]> pieces) {
            this.pieces = pieces;
        }

        List<byte[]> pieces() {
            return pieces;
        }

        long length() {
            long length = 0;
            for (byte[] piece : pieces) {
                length += piece.length;
            }
            return length;
        }
    }
}
