package dev.glmagent.internal;

import dev.glmagent.session.SessionId;
import dev.glmagent.session.SessionStore;
import java.util.function.Supplier;

/**
 * Calls of a session store, by a thread that may be interrupted already: a run that is cancelled so still has its end to
 * write, and some stores write nothing on such a thread. The flag is there again afterwards.
 */
final class Calmly {

    private Calmly() {}

    static void append(SessionStore store, SessionId id, int version, SessionRecord record) {
        String text = SessionRecordJson.write(record);
        call(() -> {
            store.append(id, version, text);
            return version;
        });
    }

    static <T> T call(Supplier<T> code) {
        boolean interrupted = Thread.interrupted();
        try {
            return code.get();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
