package dev.glmagent.glm.internal;

import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.chat.GlmReply;
import java.io.IOException;
import java.util.Optional;

/** Reads what {@code async-result} says of a chat task: nothing while it runs, then its reply. */
public final class TaskReader implements ResponseReader<Optional<GlmReply>> {

    private record Submitted(String id, String taskStatus) {}

    /**
     * Reads the answer to a submission.
     *
     * @return the reader, whose result is the task's id
     */
    public static ResponseReader<String> submitted() {
        ResponseReader<Submitted> reader = Readers.json(Submitted.class);
        return answer -> {
            String id = reader.read(answer).id();
            if (id.isEmpty()) {
                throw new Failure.Thrown(
                        answer.errors().ofMalformed(answer.sent(), "it holds no task id", Failure.Remedy.NONE));
            }
            return id;
        };
    }

    @Override
    public Optional<GlmReply> read(Answer answer) throws IOException {
        ReplyPart part = ReplyReader.parse(answer);
        if ("PROCESSING".equals(part.taskStatus)) {
            return Optional.empty();
        } else if ("FAIL".equals(part.taskStatus)) {
            // What a failed task says of itself is not documented; an error object is shown when there is one.
            String reason = part.error == null ? "" : ": " + answer.errors().shown(part.error.toString());
            throw new Failure.Thrown(Failure.last(new GlmException.Server(
                    "GLM failed on the task" + reason + ". Fix: submit it again.",
                    answer.sent().exchange(answer.status(), ""))));
        }
        ReplyAssembly assembly = new ReplyAssembly(event -> {});
        return Optional.of(ReplyReader.whole(answer, part, assembly));
    }
}
