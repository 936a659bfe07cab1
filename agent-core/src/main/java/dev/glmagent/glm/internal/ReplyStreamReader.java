package dev.glmagent.glm.internal;

import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.glm.chat.GlmReply;
import dev.glmagent.glm.internal.Failure.Remedy;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Reads a chat reply that comes in pieces, on the caller's thread and at the caller's pace. What ends the stream decides
 * whether the reply is one: the end of the connection proves nothing, only {@code finish_reason} or {@code [DONE]} does.
 */
public final class ReplyStreamReader implements ResponseReader<GlmReply> {

    private static final Logger log = LoggerFactory.getLogger(ReplyStreamReader.class);

    private static final String DONE = "[DONE]";

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
        SseReader events = new SseReader(answer.stream());
        ReplyPart part = new ReplyPart();
        try {
            answer.call().heard();
            for (int number = 1; events.next(); number++) {
                answer.call().heard();
                if (isDone(events)) {
                    assembly.done();
                    return true;
                }
                parse(events, part, number, errors);
                if (part.error != null || events.type().equals("error")) {
                    throw errors.event(part.error, events.text());
                }
                assembly.add(part);
            }
        } catch (SseReader.TooLongException e) {
            throw errors.malformed(String.valueOf(e.getMessage()), Remedy.NONE);
        } catch (IOException e) {
            answer.call().check();
            if (!assembly.isFinished() || answer.call().ended()) {
                throw errors.broken(e);
            }
            log.debug("the stream broke after its end: {}", e.toString());
        }
        return false;
    }

    private static boolean isDone(SseReader events) {
        return events.dataLength() <= DONE.length() + 2 && events.text().strip().equalsIgnoreCase(DONE);
    }

    private static void parse(SseReader events, ReplyPart part, int number, StreamErrors errors) {
        try (JsonParser json = GlmJson.MAPPER.createParser(events.data(), events.dataStart(), events.dataLength())) {
            ReplyParser.parse(json, part);
        } catch (JacksonException strict) {
            // The parser refuses broken UTF-8; a lost character is not worth an answer.
            try (JsonParser json = GlmJson.MAPPER.createParser(events.text())) {
                ReplyParser.parse(json, part);
            } catch (JacksonException e) {
                throw errors.malformed(
                        "the JSON of event " + number + " is broken: " + e.getOriginalMessage(), Remedy.NONE);
            }
        }
    }
}
