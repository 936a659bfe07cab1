package dev.glmagent.session;

import java.time.Instant;
import java.util.List;

/**
 * Keeps a log of records for each session. The version of a log is the number of its records, and a writer appends only at
 * the version that it has read: of two writers one is refused. That alone keeps conversations whole and calls of tools
 * from running twice, so a store of your own needs no locks and no leases. Implementations are thread-safe.
 *
 * <p>There are {@link InMemorySessionStore}, {@link FileSessionStore} and {@link JdbcSessionStore}.
 */
public interface SessionStore {

    /**
     * Reads a log.
     *
     * @param id the session
     * @return its records as they were appended, oldest first; empty when there is no such session
     * @throws SessionStoreException when it cannot be read
     */
    List<String> read(SessionId id);

    /**
     * Appends one record, wholly or not at all. When the method returns, the record survives the end of the process and, as
     * far as the store can promise that, of the machine.
     *
     * @param id the session
     * @param version how many records the log has to hold now; 0 begins a session
     * @param record one line of text, JSON
     * @throws SessionBusyException when the log has another version: somebody else wrote to it, or it was deleted
     * @throws SessionStoreException when it cannot be written; whether it was is then unknown
     */
    void append(SessionId id, int version, String record);

    /**
     * Deletes a session. A run that goes on in it cannot write any more, and ends.
     *
     * @param id the session; nothing happens when there is none
     * @throws SessionStoreException when it cannot be deleted
     */
    void delete(SessionId id);

    /**
     * Deletes the sessions that nobody wrote to for a long time.
     *
     * @param since those written to at or after this moment stay
     * @return how many were deleted
     * @throws SessionStoreException when they cannot be deleted
     */
    int deleteIdleSince(Instant since);
}
