package dev.glmagent.glm.internal;

import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.glm.chat.GlmReply;
import dev.glmagent.glm.internal.Failure.Remedy;
import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JsonParser;

/** Reads a chat reply that comes whole. */
public final class ReplyReader implements ResponseReader<GlmReply> {

    private static final ResponseReader<ReplyPart> PARTS =
            Readers.parsed(ReplyReader::part, part -> part.hasChoice || part.taskStatus != null);

    private final ChatContext context;

    /**
     * @param context sees the reply's text as one piece when it wanted pieces
     */
    public ReplyReader(ChatContext context) {
        this.context = context;
    }

    @Override
    public GlmReply read(Answer answer) throws IOException {
        return whole(answer, parse(answer), new ReplyAssembly(context.streaming() ? context.events() : event -> {}));
    }

    static ReplyPart parse(Answer answer) throws IOException {
        return PARTS.read(answer);
    }

    private static ReplyPart part(InputStream in) {
        // Closed, so that the parser's buffers serve the next one too; not closed, they were most of a call's garbage.
        try (JsonParser json = GlmJson.MAPPER.createParser(in)) {
            ReplyPart part = new ReplyPart();
            ReplyParser.parse(json, part);
            return part;
        }
    }

    static GlmReply whole(Answer answer, ReplyPart part, ReplyAssembly assembly) {
        if (!part.hasChoice) {
            throw new StreamErrors(answer, assembly).malformed("it holds no choices", Remedy.TRY_ONCE);
        }
        if (FinishReason.NETWORK_ERROR.value().equals(part.finishReason)) {
            throw new StreamErrors(answer, assembly).networkError();
        }
        assembly.addWhole(part);
        return assembly.reply(answer.sent());
    }
}
