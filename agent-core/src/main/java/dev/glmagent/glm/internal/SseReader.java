package dev.glmagent.glm.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads server-sent events as the HTML standard describes them, from bytes to bytes: an event's data stays where it was
 * received and goes to the JSON parser from there, without a string for the line and another one for the event.
 *
 * <p>okhttp-sse is not used because it makes those strings, which are most of what a streamed piece costs; because it
 * hands pieces to a callback, where an answer is best read by the thread that waits for it; and because it takes a byte
 * order mark for part of the first field's name. Lines end with LF, CR or CRLF and with nothing else, so that U+2028 in a
 * text is no line end. An event that no blank line ends is no event: it may be half.
 */
final class SseReader {

    /** No piece of an answer is longer; a server that never ends its line would fill the memory. */
    static final int MAX_EVENT = 1024 * 1024;

    /** An event is longer than {@link #MAX_EVENT} bytes. */
    static final class TooLongException extends IOException {

        TooLongException() {
            super("an event is longer than " + MAX_EVENT + " bytes");
        }
    }

    private static final int FIRST_SIZE = 8 * 1024;
    private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final byte[] DATA = {'d', 'a', 't', 'a'};
    private static final byte[] EVENT = {'e', 'v', 'e', 'n', 't'};

    private final InputStream in;

    private byte[] buffer = new byte[FIRST_SIZE];
    /** Where the line at hand begins. */
    private int line;
    /** Where what was received ends. */
    private int end;

    private boolean begun;
    /** The last line ended with CR: an LF that follows belongs to that end. */
    private boolean afterCr;

    private String type = "";
    private boolean hasData;
    private int dataStart;
    private int dataLength;
    /** The data of an event with several data lines, put together; otherwise it is in the buffer. */
    private byte[] joined = new byte[0];

    private boolean isJoined;

    SseReader(InputStream in) {
        this.in = in;
    }

    /** The array that holds the event's data, which is not empty; valid until the next event is read. */
    byte[] data() {
        return isJoined ? joined : buffer;
    }

    int dataStart() {
        return dataStart;
    }

    int dataLength() {
        return dataLength;
    }

    /** The event's type, empty for an ordinary one. */
    String type() {
        return type;
    }

    String text() {
        return new String(data(), dataStart, dataLength, StandardCharsets.UTF_8);
    }

    /** Reads up to the end of the next event that has data; false at the end of the stream. */
    boolean next() throws IOException {
        forget();
        while (true) {
            int lineEnd = lineEnd();
            if (lineEnd < 0) {
                return false;
            }
            boolean blank = lineEnd == line;
            if (!blank) {
                field(lineEnd);
            }
            afterCr = buffer[lineEnd] == '\r';
            line = lineEnd + 1;
            if (blank) {
                if (dataLength > 0) {
                    return true;
                }
                forget();
            }
        }
    }

    private void forget() {
        type = "";
        hasData = false;
        isJoined = false;
        dataLength = 0;
    }

    /** Where the line at hand ends; negative when the stream ends before it does. */
    private int lineEnd() throws IOException {
        if (!begun) {
            begun = true;
            skipByteOrderMark();
        }
        if (afterCr) {
            if (line == end && !receive()) {
                return -1;
            }
            line += buffer[line] == '\n' ? 1 : 0;
            afterCr = false;
        }
        int length = 0;
        while (true) {
            for (; line + length < end; length++) {
                byte next = buffer[line + length];
                if (next == '\n' || next == '\r') {
                    return line + length;
                }
            }
            if (!receive()) {
                return -1;
            }
        }
    }

    private void skipByteOrderMark() throws IOException {
        while (end < BOM.length && Arrays.equals(buffer, 0, end, BOM, 0, end)) {
            if (!receive()) {
                return;
            }
        }
        line = end >= BOM.length && Arrays.equals(buffer, 0, BOM.length, BOM, 0, BOM.length) ? BOM.length : 0;
    }

    private void field(int lineEnd) throws IOException {
        int nameEnd = line;
        while (nameEnd < lineEnd && buffer[nameEnd] != ':') {
            nameEnd++;
        }
        int value = Math.min(nameEnd + 1, lineEnd);
        // One space after the colon belongs to the field, a second one to the value.
        if (value < lineEnd && buffer[value] == ' ') {
            value++;
        }
        if (is(DATA, nameEnd)) {
            add(value, lineEnd - value);
        } else if (is(EVENT, nameEnd)) {
            type = new String(buffer, value, lineEnd - value, StandardCharsets.UTF_8);
        }
        // Comments and other fields say nothing about an answer.
    }

    private boolean is(byte[] name, int nameEnd) {
        return Arrays.equals(buffer, line, nameEnd, name, 0, name.length);
    }

    private void add(int start, int length) throws IOException {
        if (!hasData) {
            hasData = true;
            dataStart = start;
            dataLength = length;
            return;
        }
        if (dataLength + 1 + length > MAX_EVENT) {
            throw new TooLongException();
        }
        byte[] more = Arrays.copyOfRange(data(), dataStart, dataStart + dataLength + 1 + length);
        more[dataLength] = '\n';
        System.arraycopy(buffer, start, more, dataLength + 1, length);
        joined = more;
        isJoined = true;
        dataStart = 0;
        dataLength = more.length;
    }

    /** Receives more behind what there is; false at the end of the stream. */
    private boolean receive() throws IOException {
        boolean dataInBuffer = hasData && !isJoined;
        int kept = dataInBuffer ? dataStart : line;
        if (end == buffer.length) {
            if (kept == 0) {
                if (buffer.length >= MAX_EVENT) {
                    throw new TooLongException();
                }
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            } else {
                System.arraycopy(buffer, kept, buffer, 0, end - kept);
                end -= kept;
                line -= kept;
                dataStart -= dataInBuffer ? kept : 0;
            }
        }
        int count = in.read(buffer, end, buffer.length - end);
        end += Math.max(count, 0);
        return count >= 0;
    }
}
