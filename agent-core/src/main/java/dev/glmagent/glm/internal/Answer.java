package dev.glmagent.glm.internal;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSource;
import okio.ForwardingSource;
import okio.Okio;

/** A successful response while it arrives. Reading it tells the watchdog that the call is alive. */
public final class Answer {

    private final Response response;
    private final InFlight call;
    private final Sent sent;
    private final Errors errors;
    private final BufferedSource source;

    Answer(Response response, InFlight call, Sent sent, Errors errors) {
        this.response = response;
        this.call = call;
        this.sent = sent;
        this.errors = errors;
        this.source = Okio.buffer(new ForwardingSource(response.body().source()) {
            @Override
            public long read(Buffer sink, long byteCount) throws IOException {
                long count = super.read(sink, byteCount);
                call.alive();
                return count;
            }
        });
    }

    /**
     * The body.
     *
     * @return its bytes as they arrive
     */
    public InputStream stream() {
        return source.inputStream();
    }

    BufferedSource source() {
        return source;
    }

    String contentType() {
        String value = response.header("Content-Type");
        return value == null ? "" : value;
    }

    int status() {
        return response.code();
    }

    InFlight call() {
        return call;
    }

    Sent sent() {
        return sent;
    }

    Errors errors() {
        return errors;
    }

    /** The first bytes, without taking them; all of them when the body is shorter. */
    byte[] peek(long most) throws IOException {
        source.request(most);
        Buffer begin = new Buffer();
        source.getBuffer().copyTo(begin, 0, Math.min(most, source.getBuffer().size()));
        return begin.readByteArray();
    }
}
