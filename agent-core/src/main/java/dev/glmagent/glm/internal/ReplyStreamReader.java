package dev.glmagent.glm.internal;

import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.glm.chat.GlmReply;
import dev.glmagent.glm.internal.Failure.Remedy;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;

/**
 * Reads a chat reply that comes in pieces, on the caller's thread and at the caller's pace. What ends the stream decides
 * whether the reply is one: the end of the connection proves nothing, only {@code finish_reason} or {@code [DONE]} does.
 */
public final class ReplyStreamReader implements ResponseReader<GlmReply> {

    private final ChatContext context;

    /**
     * @param context sees the pieces
     */
    public ReplyStreamReader(ChatContext context) {
        this.context = context;
    }

    @Override
    public String accept() {
        return "text/event-stream";
    }

    @Override
    public GlmReply read(Answer answer) throws IOException {
        String type = answer.contentType().toLowerCase(Locale.ROOT);
        if (type.contains("json")) {
            // An endpoint that cannot stream gives its reply at once.
            return new ReplyReader(context).read(answer);
        }
        if (!type.contains("event-stream")) {
            throw Readers.foreign(answer, "text/event-stream");
        }
        ReplyAssembly assembly = new ReplyAssembly(context.events());
        StreamErrors errors = new StreamErrors(answer, assembly);
        boolean saidDone = readEvents(answer, assembly, errors);
        if (saidDone && !assembly.hasChoice()) {
            throw errors.malformed("it holds no choices", Remedy.TRY_ONCE);
        }
        if (!assembly.isFinished()) {
            throw errors.broken(new EOFException("the stream ended without finish_reason"));
        }
        if (assembly.finishReason().equals(FinishReason.NETWORK_ERROR.value())) {
            throw errors.networkError();
        }
        return assembly.reply(answer.sent());
    }

    /** Reads to the end; whether the stream itself said that this is it. */
    private static boolean readEvents(Answer answer, ReplyAssembly assembly, StreamErrors errors) {
        ReplyPart part = new ReplyPart();
        Consumer<JsonParser> parser = json -> ReplyParser.parse(json, part);
        boolean saidDone = EventStream.read(answer, errors, assembly::isFinished, (event, number) -> {
            EventStream.parse(event, number, errors, parser);
            if (part.error != null || event.type().equals("error")) {
                throw errors.event(part.error, event.text());
            }
            assembly.add(part);
        });
        if (saidDone) {
            assembly.done();
        }
        return saidDone;
    }
}
