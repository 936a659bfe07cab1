package dev.glmagent.glm.internal;

import dev.glmagent.glm.GlmException;
import java.io.FilterInputStream;
import java.io.IOException;

/** Ends with an error where a body gets larger than an answer can be; compressed bodies count unpacked. */
final class CappedStream extends FilterInputStream {

    private final Answer answer;
    private final long most;
    private long count;

    CappedStream(Answer answer, long most) {
        super(answer.stream());
        this.answer = answer;
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        add(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        add(Math.max(read, 0));
        return read;
    }

    private void add(int more) {
        count += more;
        if (count > most) {
            throw new Failure.Thrown(Failure.last(new GlmException.Protocol(
                    "The reply is larger than " + most + " bytes.",
                    answer.sent().exchange(answer.status(), ""))));
        }
    }
}
