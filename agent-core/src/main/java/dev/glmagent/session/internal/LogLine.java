package dev.glmagent.session.internal;

import dev.glmagent.session.SessionId;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * One line of a session's file: JSON that wraps a record and says which one it is, so that a line that was cut, swapped or
 * overwritten is known as such.
 */
record LogLine(int version, String session, String record) {

    private static final Pattern FORM = Pattern.compile(
            "\\{\"version\":(\\d{1,9}),\"session\":\"([^\"]*)\",\"crc\":\"([0-9a-f]{8})\",\"record\":(.*)}");

    static byte[] write(int version, SessionId session, String record) {
        String line = "{\"version\":" + version + ",\"session\":\"" + session.value() + "\",\"crc\":\""
                + checksum(version, session.value(), record) + "\",\"record\":" + record + "}\n";
        return line.getBytes(StandardCharsets.UTF_8);
    }

    /** Empty for a line that is damaged. */
    static Optional<LogLine> read(byte[] bytes, int from, int to) {
        Matcher line = FORM.matcher(new String(bytes, from, to - from, StandardCharsets.UTF_8));
        if (!line.matches()) {
            return Optional.empty();
        }
        LogLine read = new LogLine(Integer.parseInt(line.group(1)), line.group(2), line.group(4));
        return line.group(3).equals(checksum(read.version, read.session, read.record))
                ? Optional.of(read)
                : Optional.empty();
    }

    private static String checksum(int version, String session, String record) {
        CRC32C crc = new CRC32C();
        crc.update((version + "\n" + session + "\n" + record).getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}
