package dev.glmagent.tool.internal;

import dev.glmagent.tool.ToolException;
import dev.glmagent.tool.ToolResult;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Which failed calls are made again, and when. Only for tools whose hints say that a second call does no harm. */
final class Retries {

    /** The first attempt and two more: as often as the calls of the model itself. */
    static final int ATTEMPTS = 3;

    /** 50 ms before the second attempt, 200 ms before the third: a reset connection is over at once, a busy service soon. */
    private static final long[] DELAY_MILLIS = {50, 200};

    private Retries() {}

    /** Waits before the next attempt; false when there is none to make. */
    static boolean again(ToolResult result, int attempt) {
        if (attempt >= ATTEMPTS || !(result instanceof ToolResult.Failed failed) || !isPassing(failed.cause())) {
            return false;
        }
        try {
            TimeUnit.MILLISECONDS.sleep(DELAY_MILLIS[attempt - 1]);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isPassing(@Nullable Throwable cause) {
        if (cause instanceof UncheckedIOException unchecked) {
            return isPassing(unchecked.getCause());
        }
        if (cause instanceof IOException) {
            // A file that is not there will not be there in a moment.
            return !(cause instanceof FileNotFoundException || cause instanceof FileSystemException);
        }
        return cause instanceof SQLTransientException
                || cause instanceof SQLRecoverableException
                || (cause instanceof ToolException told && told.isTransient());
    }
}
