package dev.glmagent;

import java.util.Iterator;
import java.util.function.Function;

/**
 * The events of one run whose answer is a value; see {@link RunStream}, which it reads. The answer arrives in pieces too, as
 * {@link dev.glmagent.chat.ChatEvent.ToolCallDelta}s of JSON.
 *
 * @param <T> the type of the answer
 */
public final class TypedStream<T> implements Iterator<RunEvent>, AutoCloseable {

    private final RunStream events;
    private final Function<RunResult, TypedResult<T>> reading;

    TypedStream(RunStream events, Function<RunResult, TypedResult<T>> reading) {
        this.events = events;
        this.reading = reading;
    }

    @Override
    public boolean hasNext() {
        return events.hasNext();
    }

    @Override
    public RunEvent next() {
        return events.next();
    }

    /**
     * Reads to the end.
     *
     * @return the result of the run
     * @throws IllegalStateException when the stream was closed before the run was over
     */
    public TypedResult<T> result() {
        return reading.apply(events.result());
    }

    /** Cancels the run if it is not over. Does nothing the second time. */
    @Override
    public void close() {
        events.close();
    }
}
