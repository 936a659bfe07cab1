package dev.glmagent.session.internal;

import dev.glmagent.session.SessionBusyException;
import dev.glmagent.session.SessionId;
import dev.glmagent.session.SessionStoreException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of one session. A last line that is damaged was being written when the machine or the process went down; its
 * append never returned, so it does not count, and the next writer moves it to a file beside this one. A damaged line
 * anywhere else is an error: nothing is dropped silently.
 *
 * <p>Read and written without channels, which an interrupt closes: a run that is interrupted still has its end to write.
 */
public final class LogFile {

    private static final Logger log = LoggerFactory.getLogger(LogFile.class);

    /** Enough for the last line of most files in one read. */
    private static final int TAIL = 64 * 1024;

    private final Path path;
    private final SessionId id;

    /**
     * @param path the file, which may not exist yet
     * @param id the session
     */
    public LogFile(Path path, SessionId id) {
        this.path = path;
        this.id = id;
    }

    /**
     * Reads the records.
     *
     * @return oldest first; empty when there is no file
     * @throws IOException when it cannot be read
     */
    public List<String> read() throws IOException {
        if (!Files.exists(path)) {
            return List.of();
        }
        byte[] bytes;
        try (InputStream file = new FileInputStream(path.toFile())) {
            bytes = file.readAllBytes();
        }
        List<String> records = new ArrayList<>();
        int from = 0;
        while (from < bytes.length) {
            int to = lineEnd(bytes, from);
            Optional<LogLine> line = to == bytes.length ? Optional.empty() : LogLine.read(bytes, from, to);
            if (line.isEmpty()) {
                if (to + 1 < bytes.length) {
                    throw damaged("line " + (records.size() + 1));
                }
                break;
            }
            if (line.get().version() != records.size() + 1
                    || !line.get().session().equals(id.value())) {
                throw damaged("line " + (records.size() + 1));
            }
            records.add(line.get().record());
            from = to + 1;
        }
        return records;
    }

    /**
     * Appends a record and waits until the disk has it. Only for the holder of the session's {@link FileLocks lock}.
     *
     * @param version how many records there have to be
     * @param record the record
     * @throws IOException when it cannot be written; the file is then as it was, or its last line is damaged
     */
    public void append(int version, String record) throws IOException {
        boolean isNew = !Files.exists(path);
        if (isNew) {
            if (version > 0) {
                throw SessionBusyException.at(id, version, 0);
            }
            Files.createFile(path, Posix.ownersOnly(path, "rw-------"));
        }
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            End end = end(file);
            if (end.version() != version) {
                throw SessionBusyException.at(id, version, end.version());
            }
            if (end.position() < file.length()) {
                moveAside(file, end.position());
            }
            file.seek(end.position());
            file.write(LogLine.write(version + 1, id, record));
            file.getFD().sync();
        }
        if (isNew) {
            Posix.forceDirectory(path.resolveSibling("."));
        }
    }

    /** Where the last sound line ends, and its version. */
    private record End(long position, int version) {}

    private End end(RandomAccessFile file) throws IOException {
        long size = file.length();
        for (long length = Math.min(size, TAIL); length > 0; length = Math.min(size, length * 4)) {
            byte[] tail = read(file, size - length, (int) length);
            int last = lastLineEnd(tail, tail.length);
            int from = lastLineEnd(tail, last) + 1;
            int before = lastLineEnd(tail, from - 1) + 1;
            boolean whole = length == size;
            if (last >= 0 && (from > 0 || whole)) {
                Optional<LogLine> line = LogLine.read(tail, from, last);
                if (line.isPresent()) {
                    return new End(size - length + last + 1, line.get().version());
                }
                if (from > 0 && (before > 0 || whole)) {
                    LogLine sound =
                            LogLine.read(tail, before, from - 1).orElseThrow(() -> damaged("its last two lines"));
                    return new End(size - length + from, sound.version());
                }
            }
            if (whole) {
                break;
            }
        }
        return new End(0, 0);
    }

    private void moveAside(RandomAccessFile file, long from) throws IOException {
        Path aside = path.resolveSibling(path.getFileName() + ".torn");
        byte[] torn = read(file, from, (int) (file.length() - from));
        log.warn(
                "The last record of session {} was cut while it was written; its {} bytes are now in {}",
                id,
                torn.length,
                aside);
        if (!Files.exists(aside)) {
            Files.createFile(aside, Posix.ownersOnly(aside, "rw-------"));
        }
        Files.write(aside, torn, StandardOpenOption.APPEND);
        file.setLength(from);
    }

    private static byte[] read(RandomAccessFile file, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(from);
        file.readFully(bytes);
        return bytes;
    }

    private static int lineEnd(byte[] bytes, int from) {
        int to = from;
        while (to < bytes.length && bytes[to] != '\n') {
            to++;
        }
        return to;
    }

    /** The last line feed before an index, or -1. */
    private static int lastLineEnd(byte[] bytes, int before) {
        int at = before - 1;
        while (at >= 0 && bytes[at] != '\n') {
            at--;
        }
        return at;
    }

    private SessionStoreException damaged(String where) {
        return new SessionStoreException("The session file " + path + " is damaged in " + where
                + ": not a record of session " + id
                + " with its checksum. Fix: bring it back from a backup, or cut the file"
                + " before that line.");
    }
}
