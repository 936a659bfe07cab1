package dev.glmagent.session;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps sessions until the process ends. For tests, and for services that may forget; they should delete idle sessions. */
public final class InMemorySessionStore implements SessionStore {

    private record Log(List<String> records, Instant writtenAt) {}

    private final Map<SessionId, Log> logs = new ConcurrentHashMap<>();

    /** An empty store. */
    public InMemorySessionStore() {}

    @Override
    public List<String> read(SessionId id) {
        Log log = logs.get(id);
        return log == null ? List.of() : log.records();
    }

    @Override
    public void append(SessionId id, int version, String record) {
        logs.compute(id, (same, log) -> {
            List<String> records = new ArrayList<>(log == null ? List.of() : log.records());
            if (records.size() != version) {
                throw SessionBusyException.at(id, version, records.size());
            }
            records.add(record);
            return new Log(Collections.unmodifiableList(records), Instant.now());
        });
    }

    @Override
    public void delete(SessionId id) {
        logs.remove(id);
    }

    @Override
    public int deleteIdleSince(Instant since) {
        Map<SessionId, Log> idle = new HashMap<>(logs);
        idle.values().removeIf(log -> !log.writtenAt().isBefore(since));
        int deleted = 0;
        for (Map.Entry<SessionId, Log> entry : idle.entrySet()) {
            if (logs.remove(entry.getKey(), entry.getValue())) { // unless written to meanwhile
                deleted++;
            }
        }
        return deleted;
    }
}
