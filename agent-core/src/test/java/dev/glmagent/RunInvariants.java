package dev.glmagent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.HistoryRepair;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.internal.SessionLog;
import dev.glmagent.session.SessionId;
import dev.glmagent.session.SessionStore;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What holds after every run, however it ended. */
public final class RunInvariants {

    private RunInvariants() {}

    /** Checks a run that ended; returns it. */
    public static RunResult check(RunResult result) {
        List<Message> next = new ArrayList<>(result.messages());
        next.add(UserMessage.of("What else?"));
        ChatRequest fit = new ChatRequest(next, List.of()); // throws when the history is not fit for another question
        assertThat(HistoryRepair.repair(fit.messages())).isSameAs(fit.messages());
        assertThat(Thread.currentThread().isInterrupted()).as("interrupt flag").isFalse();
        assertThat(result.took()).isPositive();
        return result;
    }

    /**
     * Checks the log of a session, and the log that each crash on the way would have left: the conversation is fit to be sent,
     * no call is started twice, none ends that was not started, and in a run that is over every one that started has ended.
     */
    public static void checkSession(SessionStore store, SessionId id) {
        List<String> records = store.read(id);
        Set<String> started = new HashSet<>();
        Set<String> open = new HashSet<>();
        String run = "";
        for (int length = 1; length <= records.size(); length++) {
            SessionLog log = SessionLog.of(records.subList(0, length), id);
            assertThat(HistoryRepair.repair(log.messages())).isSameAs(log.messages());
            String last = records.get(length - 1);
            Matcher call = CALL.matcher(last);
            Matcher opened = OPENED.matcher(last);
            if (opened.find() && !opened.group(1).equals(run)) {
                run = opened.group(1);
                open.clear(); // what the run before left open is answered in the messages of this record
            } else if (last.contains("\"kind\":\"started\"") && call.find()) {
                assertThat(started.add(call.group(1)))
                        .as("started once: " + last)
                        .isTrue();
                open.add(call.group(1));
            } else if (last.contains("\"kind\":\"ended\"") && call.find()) {
                assertThat(open.remove(call.group(1)))
                        .as("started before: " + last)
                        .isTrue();
            } else if (log.unfinished().isEmpty()) {
                assertThat(open).as("ended when the run was over").isEmpty();
            }
        }
    }

    private static final Pattern OPENED = Pattern.compile("\"kind\":\"opened\",\"run\":\"([^\"]*)\"");

    private static final Pattern CALL = Pattern.compile("\"call\":\"([^\"]*)\"");

    /** Checks that no thread of ours is still in a run. */
    public static void checkThreads() {
        assertThat(inRuns()).as("threads that are still in a run").isEmpty();
    }

    static boolean runsOnThreads() {
        return !inRuns().isEmpty();
    }

    private static List<String> inRuns() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(entry -> List.of(entry.getValue()).stream()
                        .anyMatch(frame -> frame.getClassName().equals("dev.glmagent.internal.Run")))
                .map(entry -> entry.getKey().getName())
                .toList();
    }
}
