package dev.glmagent.internal;

import dev.glmagent.RunOutcome;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.loop.NextStep;
import dev.glmagent.loop.RunState;
import dev.glmagent.session.SessionId;
import dev.glmagent.session.SessionStore;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolHints;
import dev.glmagent.tool.ToolResult;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a run down in its session. Every record goes in at the version after the last one of this run: when somebody else
 * has taken the run over, nothing of this one gets in any more, and no call of a tool that writes runs any more. After the
 * first failure nothing is written, as nobody knows what the store has. For one thread, as the run is.
 */
final class SessionJournal implements RunJournal {

    private static final Logger log = LoggerFactory.getLogger(SessionJournal.class);

    private final SessionStore store;
    private final SessionId id;
    private final Map<String, Optional<ToolResult>> before;
    private final Set<String> running = new HashSet<>();
    private int version;
    private int saved;
    private Optional<RunState> written;
    private boolean over;
    private @Nullable RuntimeException failure;

    /**
     * The calls are those of the process before, the messages that are saved already are counted as the run counts them, and
     * the state is the one that the log has.
     */
    SessionJournal(
            SessionStore store,
            SessionId id,
            int version,
            Map<String, Optional<ToolResult>> before,
            int saved,
            Optional<RunState> written) {
        this.store = store;
        this.id = id;
        this.version = version;
        this.before = before;
        this.saved = saved;
        this.written = written;
    }

    /** Failing is the run's end, so that the model is not asked on for a conversation that is not kept. */
    @Override
    public void saved(RunState state) {
        if (failure != null) {
            throw failure;
        }
        RunState place = place(state);
        if (saved < state.messages().size() || !Optional.of(place).equals(written)) {
            append(new SessionRecord.Saved(unsaved(state), place));
            saved = state.messages().size();
            written = Optional.of(place);
        }
    }

    @Override
    public void beforeTools(RunState state, NextStep.RunTools step) {
        boolean readOnly = step.calls().stream()
                .allMatch(call -> step.tools()
                        .find(call.name())
                        .map(ToolDefinition::hints)
                        .map(ToolHints::readOnly)
                        .orElse(true));
        if (!readOnly) {
            saved(state);
        }
    }

    @Override
    public Optional<ToolResult> known(ToolCall call, Optional<ToolHints> hints) {
        Optional<ToolResult> ended = before.getOrDefault(call.id(), Optional.empty());
        if (!before.containsKey(call.id())
                || (ended.isEmpty() && hints.map(ToolHints::repeatable).orElse(false))) {
            return Optional.empty();
        }
        return ended.or(() -> Optional.of(interrupted(call)));
    }

    /** What a model is told about a call that nobody may make again. */
    static ToolResult interrupted(ToolCall call) {
        return new ToolResult.Interrupted(
                "interrupted: " + call.name()
                        + " may have run. The process stopped while it was running, outcome unknown; check before repeating it");
    }

    @Override
    public boolean started(ToolCall call, ToolHints hints) {
        if (hints.readOnly()) {
            return true;
        }
        try {
            append(new SessionRecord.Started(call.id(), call.name()));
        } catch (RuntimeException told) {
            return false;
        }
        running.add(call.id());
        return true;
    }

    @Override
    public void ended(ToolCall call, ToolResult result) {
        boolean interruptedBefore = before.containsKey(call.id())
                && before.getOrDefault(call.id(), Optional.empty()).isEmpty();
        if ((running.remove(call.id()) || interruptedBefore) && failure == null) {
            try {
                append(new SessionRecord.Ended(call.id(), result));
            } catch (RuntimeException told) {
                log.warn("What came of {} is not in the session {}; the run ends with that failure", call.name(), id);
            }
        }
    }

    @Override
    public void over(RunState state, RunOutcome outcome) {
        boolean canGoOn = state.finish().isEmpty()
                && (outcome instanceof RunOutcome.NeedsApproval || outcome instanceof RunOutcome.Failed);
        if (failure != null) {
            if (outcome instanceof RunOutcome.Failed) {
                return;
            }
            throw failure;
        }
        append(new SessionRecord.Over(unsaved(state), canGoOn ? Optional.of(place(state)) : Optional.empty()));
        over = true;
    }

    /** When the run was thrown out of by what no run survives, as running out of memory: others need not wait for its time. */
    void release() {
        if (!over && failure == null) {
            append(new SessionRecord.Over(List.of(), written));
        }
    }

    private List<Message> unsaved(RunState state) {
        return state.messages()
                .subList(
                        Math.min(saved, state.messages().size()),
                        state.messages().size());
    }

    private static RunState place(RunState state) {
        return state.withMessages(List.of());
    }

    private void append(SessionRecord record) {
        if (failure != null) {
            throw failure;
        }
        try {
            Calmly.append(store, id, version, record);
            version++;
        } catch (RuntimeException e) {
            failure = e;
            throw e;
        }
    }
}
