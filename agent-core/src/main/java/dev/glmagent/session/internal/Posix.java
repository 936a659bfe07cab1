package dev.glmagent.session.internal;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** What file systems of one family can do, and Windows not: nothing is done there. */
public final class Posix {

    private Posix() {}

    /**
     * Conversations are nobody else's business.
     *
     * @param path in the file system in question
     * @param permissions such as {@code rw-------}
     * @return for a new file or directory
     */
    public static FileAttribute<?>[] ownersOnly(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** A new file survives a power cut only when its directory is on the disk too. */
    static void forceDirectory(Path directory) throws IOException {
        boolean interrupted = false;
        boolean done = !isPosix(directory);
        while (!done) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
                done = true;
            } catch (ClosedByInterruptException e) {
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
