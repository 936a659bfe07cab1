package dev.glmagent.glm.internal;

import dev.glmagent.glm.internal.Failure.Remedy;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** Goes through the events of a stream to its end, on the caller's thread and at the caller's pace. */
final class EventStream {

    private static final Logger log = LoggerFactory.getLogger(EventStream.class);

    private static final String DONE = "[DONE]";

    /** Takes an event in; what it throws ends the stream. */
    @FunctionalInterface
    interface Listener {
        void event(SseReader event, int number);
    }

    private EventStream() {}

    /**
     * Reads to the end.
     *
     * @param isFinished whether the answer is whole by now, so that a line that breaks does no harm any more
     * @return whether the stream itself said that this is it
     */
    static boolean read(Answer answer, StreamErrors errors, BooleanSupplier isFinished, Listener listener) {
        SseReader events = new SseReader(answer.stream());
        try {
            answer.call().heard();
            for (int number = 1; events.next(); number++) {
                answer.call().heard();
                if (isDone(events)) {
                    return true;
                }
                listener.event(events, number);
            }
        } catch (SseReader.TooLongException e) {
            throw errors.malformed(String.valueOf(e.getMessage()), Remedy.NONE);
        } catch (IOException e) {
            answer.call().check();
            if (!isFinished.getAsBoolean() || answer.call().ended()) {
                throw errors.broken(e);
            }
            log.debug("the stream broke after its end: {}", e.toString());
        }
        return false;
    }

    private static boolean isDone(SseReader events) {
        return events.dataLength() <= DONE.length() + 2 && events.text().strip().equalsIgnoreCase(DONE);
    }

    /** Reads the JSON of an event. */
    static void parse(SseReader event, int number, StreamErrors errors, Consumer<JsonParser> reader) {
        try (JsonParser json = GlmJson.MAPPER.createParser(event.data(), event.dataStart(), event.dataLength())) {
            reader.accept(json);
        } catch (JacksonException strict) {
            // The parser refuses broken UTF-8; a lost character is not worth an answer.
            try (JsonParser json = GlmJson.MAPPER.createParser(event.text())) {
                reader.accept(json);
            } catch (JacksonException e) {
                throw errors.malformed(
                        "the JSON of event " + number + " is broken: " + e.getOriginalMessage(), Remedy.NONE);
            }
        }
    }
}
