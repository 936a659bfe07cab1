package dev.glmagent.glm.internal;

import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.glm.internal.Failure.Remedy;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads a {@link StreamedAnswer}, by the same rules as a chat reply: a stream that ends before the answer does is an error,
 * and so is one that tells an error.
 *
 * @param <T> the answer
 */
public final class StreamedAnswerReader<T> implements ResponseReader<T> {

    private final boolean stream;
    private final ChatContext context;
    private final Function<Telling, ? extends StreamedAnswer<T>> begin;

    /**
     * @param stream whether the request asked for a stream
     * @param context sees the pieces, if it wants them
     * @param begin makes an empty answer, a fresh one for each attempt
     */
    public StreamedAnswerReader(
            boolean stream, ChatContext context, Function<Telling, ? extends StreamedAnswer<T>> begin) {
        this.stream = stream;
        this.context = context;
        this.begin = begin;
    }

    @Override
    public String accept() {
        return stream ? "text/event-stream" : "application/json";
    }

    @Override
    public T read(Answer answer) throws IOException {
        Telling told = new Telling(context);
        StreamedAnswer<T> made = begin.apply(told);
        StreamErrors errors = new StreamErrors(answer, told);
        if (answer.contentType().toLowerCase(Locale.ROOT).contains("event-stream")) {
            readEvents(answer, made, told, errors);
        } else {
            JsonNode body = Readers.tree().read(answer);
            take(made, body, "", errors);
            if (made.isEmpty()) {
                throw errors.malformed("it holds no answer", Remedy.NONE);
            }
        }
        if (made.finishReason().equals(FinishReason.NETWORK_ERROR)) {
            throw errors.networkError();
        }
        return made.result();
    }

    private static void readEvents(Answer answer, StreamedAnswer<?> made, Telling told, StreamErrors errors) {
        boolean saidDone = EventStream.read(
                answer,
                errors,
                made::isFinished,
                (event, number) -> EventStream.parse(
                        event, number, errors, json -> take(made, json.readValueAsTree(), event.type(), errors)));
        if (!made.isFinished() && !(saidDone && !told.text().isEmpty())) {
            throw errors.broken(new EOFException("the stream ended without its last event"));
        }
    }

    private static void take(StreamedAnswer<?> made, @Nullable JsonNode event, String type, StreamErrors errors) {
        if (event == null || !event.isObject()) {
            throw errors.malformed("an event is no JSON object", Remedy.NONE);
        }
        Optional<JsonNode> error = Stream.of("error", "last_error")
                .map(event::path)
                .filter(node -> node.isObject() && !node.isEmpty())
                .findFirst();
        if (error.isPresent() || type.equals("error")) {
            throw errors.event(error.orElse(null), event.toString());
        }
        if (Nodes.text(event, "status").equals("failed")) {
            throw errors.failedWriting("status failed");
        }
        made.add(event);
    }
}
