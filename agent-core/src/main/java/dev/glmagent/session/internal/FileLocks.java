package dev.glmagent.session.internal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Locks against other threads and other processes, held for one append. A file lock is the process's, so threads need locks
 * of their own; and closing any channel of a file gives up all locks that the process has on it, so there is one channel for
 * each directory, which is never closed.
 */
public final class FileLocks {

    /** Sessions that share one wait for each other a few milliseconds. */
    private static final int STRIPES = 64;

    /** Another process holds a lock for one append, which is a write to the disk. */
    private static final int PAUSE_MILLIS = 2;

    private static final Map<Path, FileLocks> BY_DIRECTORY = new HashMap<>();

    private final Lock[] threads = new Lock[STRIPES];
    private final FileChannel file;

    private FileLocks(FileChannel file) {
        this.file = file;
        for (int i = 0; i < STRIPES; i++) {
            threads[i] = new ReentrantLock();
        }
    }

    /**
     * The locks of a directory, the same for all its stores in this process.
     *
     * @param directory an existing one
     * @return its locks
     * @throws IOException when its lock file cannot be made
     */
    public static synchronized FileLocks of(Path directory) throws IOException {
        Path real = directory.toRealPath();
        FileLocks locks = BY_DIRECTORY.get(real);
        if (locks == null) {
            locks = new FileLocks(FileChannel.open(
                    real.resolve(".lock"),
                    EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE),
                    Posix.ownersOnly(real, "rw-------")));
            BY_DIRECTORY.put(real, locks);
        }
        return locks;
    }

    /** What is done under a lock. */
    public interface Work {
        /**
         * Does it.
         *
         * @throws IOException when it fails
         */
        void run() throws IOException;
    }

    /**
     * Does something under the lock of a session.
     *
     * @param key the session's
     * @param work what to do
     * @throws IOException when locking fails or the work throws it
     */
    public void with(String key, Work work) throws IOException {
        int stripe = Math.floorMod(key.hashCode(), STRIPES);
        threads[stripe].lock();
        try {
            FileLock processes = lock(stripe);
            try {
                work.run();
            } finally {
                processes.release();
            }
        } finally {
            threads[stripe].unlock();
        }
    }

    /** By trying: an interrupt while {@link FileChannel#lock()} waits would close the channel for everybody. */
    private FileLock lock(int stripe) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                FileLock lock = file.tryLock(stripe, 1, false);
                if (lock != null) {
                    return lock;
                }
                try {
                    TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
