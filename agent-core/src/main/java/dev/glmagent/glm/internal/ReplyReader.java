package dev.glmagent.glm.internal;

import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.glm.chat.GlmReply;
import dev.glmagent.glm.internal.Failure.Remedy;
import java.io.IOException;

/** Reads a chat reply that comes whole. */
public final class ReplyReader implements ResponseReader<GlmReply> {

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
        ResponseReader<ReplyPart> reader = Readers.parsed(in -> {
            ReplyPart part = new ReplyPart();
            ReplyParser.parse(GlmJson.MAPPER.createParser(in), part);
            return part;
        });
        return reader.read(answer);
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
