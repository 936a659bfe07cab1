package dev.glmagent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.HistoryRepair;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.UserMessage;
import java.util.ArrayList;
import java.util.List;

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
