package dev.glmagent.testkit.internal;

import dev.glmagent.testkit.ChatCall;
import dev.glmagent.testkit.RecordedRequest;
import dev.glmagent.testkit.internal.http.HttpRequest;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What arrived, the latest of it: an emulator under load does not grow without bound. */
public final class Journal {

    /** Far more than a test makes, and a load test only wants the last ones. */
    static final int MOST = 10_000;

    /** In characters of bodies. */
    private static final long MOST_TEXT = 32L * 1024 * 1024;

    /**
     * A request with what became of it.
     *
     * @param number counted from 1
     * @param request the request
     * @param status the HTTP status of the answer
     */
    public record Entry(long number, RecordedRequest request, int status) {}

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Deque<ChatCall> calls = new ArrayDeque<>();
    private long count;
    private long text;
    private long callText;

    /** Keeps a request, its credential masked. */
    synchronized void add(HttpRequest request, int status) {
        RecordedRequest recorded = new RecordedRequest(
                request.method(), request.path(), request.query(), request.headers(), request.text());
        entries.add(new Entry(++count, recorded, status));
        text += recorded.body().length();
        while (entries.size() > MOST || (text > MOST_TEXT && entries.size() > 1)) {
            text -= entries.remove().request().body().length();
        }
    }

    /** Keeps a chat request. */
    public synchronized void add(ChatCall call) {
        calls.add(call);
        callText += call.json().length();
        while (calls.size() > MOST || (callText > MOST_TEXT && calls.size() > 1)) {
            callText -= calls.remove().json().length();
        }
    }

    /** The entries, the oldest first. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The requests, the oldest first. */
    public synchronized List<RecordedRequest> requests() {
        return entries.stream().map(Entry::request).toList();
    }

    /** The chat requests, the oldest first. */
    public synchronized List<ChatCall> calls() {
        return List.copyOf(calls);
    }
}
