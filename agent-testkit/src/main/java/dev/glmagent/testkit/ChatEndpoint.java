package dev.glmagent.testkit;

import java.time.Clock;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers {@code POST chat/completions} once the caller is known. */
final class ChatEndpoint {

    /** Deeper than any tool schema; a bound because a hostile depth costs stack. */
    private static final int MAX_DEPTH = 200;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Responder responder;
    private final AnswerWriter writer;

    ChatEndpoint(Responder responder, Clock clock) {
        this.responder = responder;
        this.writer = new AnswerWriter(clock);
    }

    HttpReply answer(String body) {
        Optional<JsonNode> request = parse(body);
        if (request.isEmpty()) {
            return GlmError.wrong("API 调用参数有误，请检查文档。").toHttp();
        }
        Optional<GlmError> problem = ChatChecks.firstProblem(request.get());
        return problem.isPresent() ? problem.get().toHttp() : respond(request.get(), body);
    }

    private static Optional<JsonNode> parse(String body) {
        try {
            return Optional.of(JSON.readTree(body)).filter(JsonNode::isObject);
        } catch (JacksonException e) {
            // Like the platform, which does not tell where the JSON is broken.
            return Optional.empty();
        }
    }

    private HttpReply respond(JsonNode request, String body) {
        Reply reply;
        try {
            reply = responder.answer(ChatCallReader.read(request, body));
        } catch (RuntimeException | AssertionError e) {
            return GlmError.internal("the emulator's responder failed: " + e).toHttp();
        }
        if (reply instanceof Reply.Answer answer) {
            return writer.write(request, answer);
        }
        if (reply instanceof Reply.Failure failure) {
            return new GlmError(failure.httpStatus(), failure.code(), failure.message()).toHttp();
        }
        if (reply instanceof Reply.Raw raw) {
            return new HttpReply(raw.status(), raw.contentType(), raw.body());
        }
        return GlmError.internal("the emulator's responder returned null").toHttp();
    }
}
