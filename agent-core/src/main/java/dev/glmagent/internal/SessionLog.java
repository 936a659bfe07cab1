package dev.glmagent.internal;

import dev.glmagent.chat.Message;
import dev.glmagent.loop.RunState;
import dev.glmagent.session.SessionId;
import dev.glmagent.session.SessionStore;
import dev.glmagent.session.SessionStoreException;
import dev.glmagent.tool.ToolResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the log of a session says, all of it read together.
 *
 * @param version how many records it has
 * @param messages the conversation, as it was written
 * @param unfinished the run that is not over
 */
public record SessionLog(int version, List<Message> messages, Optional<Unfinished> unfinished) {

    /**
     * A run that is not over.
     *
     * @param runId names it
     * @param until when the one who drives it is done at the latest; empty when nobody does
     * @param state where it can go on, without its messages; empty when it had not begun
     * @param calls the calls that were started, with what came of them if they ended
     */
    public record Unfinished(
            String runId, Optional<Instant> until, Optional<RunState> state, Map<String, Optional<ToolResult>> calls) {

        boolean isDriven(Instant now) {
            return until.isPresent() && now.isBefore(until.get());
        }
    }

    /**
     * Reads a session.
     *
     * @param store where it is
     * @param id the session
     * @return what its log says; empty for a new session
     */
    public static SessionLog of(SessionStore store, SessionId id) {
        return of(store.read(id), id);
    }

    /**
     * Puts records together.
     *
     * @param records oldest first
     * @param id their session
     * @return what they say
     */
    public static SessionLog of(List<String> records, SessionId id) {
        List<Message> messages = new ArrayList<>();
        Optional<Unfinished> run = Optional.empty();
        for (int i = 0; i < records.size(); i++) {
            try {
                run = after(SessionRecordJson.read(records.get(i)), run, messages);
            } catch (IllegalArgumentException e) {
                throw new SessionStoreException("Record " + (i + 1) + " of the session " + id + " cannot be read", e);
            }
        }
        return new SessionLog(records.size(), List.copyOf(messages), run);
    }

    private static Optional<Unfinished> after(SessionRecord record, Optional<Unfinished> run, List<Message> messages) {
        if (record instanceof SessionRecord.Opened opened) {
            messages.addAll(opened.messages());
            Map<String, Optional<ToolResult>> calls = run.filter(
                            before -> before.runId().equals(opened.runId()))
                    .map(Unfinished::calls)
                    .orElseGet(HashMap::new);
            return Optional.of(new Unfinished(opened.runId(), Optional.of(opened.until()), opened.state(), calls));
        }
        Unfinished now = run.orElseThrow(() -> new IllegalArgumentException("it belongs to no run"));
        if (record instanceof SessionRecord.Saved saved) {
            messages.addAll(saved.messages());
            return Optional.of(new Unfinished(now.runId(), now.until(), Optional.of(saved.state()), now.calls()));
        }
        if (record instanceof SessionRecord.Started started) {
            now.calls().put(started.callId(), Optional.empty());
        } else if (record instanceof SessionRecord.Ended ended) {
            now.calls().put(ended.callId(), Optional.of(ended.result()));
        } else if (record instanceof SessionRecord.Over over) {
            messages.addAll(over.messages());
            return over.state()
                    .map(state -> new Unfinished(now.runId(), Optional.empty(), Optional.of(state), now.calls()));
        }
        return run;
    }
}
