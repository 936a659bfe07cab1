package dev.glmagent.glm.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A request's content as OkHttp sends it: told to the watchdog piece by piece, and never silently sent again. */
final class Bodies {

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");
    private static final MediaType BINARY = MediaType.get("application/octet-stream");

    /** Small enough that a slow line moves one of them within the idle limit. */
    private static final int PIECE = 64 * 1024;

    private Bodies() {}

    static @Nullable RequestBody of(ApiRequest request, String requestId, InFlight call) {
        Content content = request.content();
        if (content instanceof Content.Json json) {
            return new JsonBody(json, requestId, call);
        } else if (content instanceof Multipart form) {
            return multipart(form, call);
        }
        boolean needsBody = request.method().equals("POST") || request.method().equals("PUT");
        return needsBody ? new JsonBody(new Content.Json(new byte[] {'{', '}'}), requestId, call) : null;
    }

    private static RequestBody multipart(Multipart form, InFlight call) {
        MultipartBody.Builder builder = new MultipartBody.Builder().setType(MultipartBody.FORM);
        for (Multipart.Part part : form.parts()) {
            if (part instanceof Multipart.Field field) {
                builder.addFormDataPart(field.name(), field.value());
            } else if (part instanceof Multipart.FilePart file) {
                builder.addFormDataPart(file.name(), file.fileName(), new FileBody(file, call));
            }
        }
        return new OneShot(builder.build(), call);
    }

    /** OkHttp sends a body that may be read twice again on its own account; all repeating is ours. */
    private static final class OneShot extends RequestBody {

        private final RequestBody body;
        private final InFlight call;

        OneShot(RequestBody body, InFlight call) {
            this.body = body;
            this.call = call;
        }

        @Override
        public @Nullable MediaType contentType() {
            return body.contentType();
        }

        @Override
        public long contentLength() throws IOException {
            return body.contentLength();
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            body.writeTo(sink);
            sink.flush();
            call.sent();
        }
    }

    private static final class JsonBody extends RequestBody {

        private final byte[] head;
        private final Content.Json object;
        private final InFlight call;

        /** The object's opening brace gives way to one that is followed by the id. */
        JsonBody(Content.Json object, String requestId, InFlight call) {
            boolean empty = object.length() == 2;
            this.head = requestId.isEmpty()
                    ? new byte[] {'{'}
                    : ("{\"request_id\":" + GlmJson.MAPPER.writeValueAsString(requestId) + (empty ? "" : ","))
                            .getBytes(StandardCharsets.UTF_8);
            this.object = object;
            this.call = call;
        }

        @Override
        public MediaType contentType() {
            return JSON;
        }

        @Override
        public long contentLength() {
            return head.length + object.length() - 1;
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(head);
            int from = 1;
            for (byte[] piece : object.pieces()) {
                for (; from < piece.length; from += PIECE) {
                    sink.write(piece, from, Math.min(PIECE, piece.length - from));
                    call.alive();
                }
                from = 0;
            }
            sink.flush();
            call.sent();
        }
    }

    private static final class FileBody extends RequestBody {

        private final Multipart.FilePart file;
        private final InFlight call;

        FileBody(Multipart.FilePart file, InFlight call) {
            this.file = file;
            this.call = call;
        }

        @Override
        public MediaType contentType() {
            return BINARY;
        }

        @Override
        public long contentLength() {
            return file.size();
        }

        @Override
        public boolean isOneShot() {
            return true;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            byte[] buffer = new byte[PIECE];
            long total = 0;
            try (InputStream in = open()) {
                for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
                    sink.write(buffer, 0, count);
                    sink.flush();
                    call.alive();
                    total += count;
                    file.progress().accept(total);
                }
            }
        }

        private InputStream open() {
            try {
                return file.source().open();
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        /** A file that cannot be read is no broken connection. */
        private int read(InputStream in, byte[] buffer) {
            try {
                return in.read(buffer);
            } catch (IOException e) {
                throw unreadable(e);
            }
        }

        private UncheckedIOException unreadable(IOException e) {
            return new UncheckedIOException(
                    "The file " + file.fileName() + " could not be read while it was sent: " + e.getMessage(), e);
        }
    }
}
