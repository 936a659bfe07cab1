package dev.glmagent.session;

import dev.glmagent.session.internal.FileLocks;
import dev.glmagent.session.internal.LogFile;
import dev.glmagent.session.internal.Posix;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/**
 * Keeps each session in a file of JSON lines, one line per record, flushed to the disk before an append returns. Several
 * processes may share the directory if they are on one machine; on a network file system locks are not to be trusted.
 *
 * <pre>{@code
 * Agent agent = Agent.builder().model(model).sessions(new FileSessionStore(Path.of("sessions"))).build();
 * }</pre>
 *
 * <p>The name of a file is {@link SessionId#key()}, so no id can lead out of the directory or to the file of another id; each
 * line names its session. New files are readable by their owner only.
 */
public final class FileSessionStore implements SessionStore {

    private static final String ENDING = ".jsonl";

    private final Path directory;
    private final FileLocks locks;

    /**
     * @param directory where the files are; made when it is not there, readable by its owner only
     * @throws SessionStoreException when it cannot be made or written to
     */
    public FileSessionStore(Path directory) {
        this.directory = directory;
        try {
            Path parent = directory.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            if (!Files.isDirectory(directory)) {
                // In the plural, as it forgives another process that makes it at the same time.
                Files.createDirectories(directory, Posix.ownersOnly(directory, "rwx------"));
            }
            this.locks = FileLocks.of(directory);
        } catch (IOException e) {
            throw new SessionStoreException("The directory " + directory + " cannot keep sessions", e);
        }
    }

    @Override
    public List<String> read(SessionId id) {
        try {
            return file(id).read();
        } catch (IOException e) {
            throw new SessionStoreException("The session " + id + " cannot be read from " + directory, e);
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException when the record has line breaks
     */
    @Override
    public void append(SessionId id, int version, String record) {
        if (record.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("A record is one line of JSON, but this one has line breaks.");
        }
        try {
            locks.with(id.key(), () -> file(id).append(version, record));
        } catch (IOException e) {
            throw new SessionStoreException("The session " + id + " cannot be written to " + directory, e);
        }
    }

    @Override
    public void delete(SessionId id) {
        try {
            locks.with(id.key(), () -> delete(path(id)));
        } catch (IOException e) {
            throw new SessionStoreException("The session " + id + " cannot be deleted from " + directory, e);
        }
    }

    @Override
    public int deleteIdleSince(Instant since) {
        int[] deleted = {0};
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + ENDING)) {
            for (Path file : files) {
                String key = file.getFileName().toString().replace(ENDING, "");
                locks.with(key, () -> {
                    if (Files.exists(file)
                            && Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
                        delete(file);
                        deleted[0]++;
                    }
                });
            }
        } catch (IOException e) {
            throw new SessionStoreException("Idle sessions cannot be deleted from " + directory, e);
        }
        return deleted[0];
    }

    private static void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".torn"));
    }

    private LogFile file(SessionId id) {
        return new LogFile(path(id), id);
    }

    private Path path(SessionId id) {
        return directory.resolve(id.key() + ENDING);
    }
}
