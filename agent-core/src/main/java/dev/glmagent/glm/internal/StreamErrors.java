package dev.glmagent.glm.internal;

import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.internal.Failure.Remedy;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What can go wrong with an answer after its response began. Before the first piece reached the caller another attempt may
 * help; after it nothing is tried again, and what was delivered is kept in the error.
 */
final class StreamErrors {

    private final Answer answer;
    private final Delivered seen;

    StreamErrors(Answer answer, Delivered seen) {
        this.answer = answer;
        this.seen = seen;
    }

    /** The line broke, or the call was ended. */
    Failure.Thrown broken(IOException cause) {
        // The reader may feel an interrupt before the watchdog sees it.
        answer.call().check();
        if (answer.call().ended()) {
            GlmException error = answer.errors().ofEnding(answer.sent(), answer.call(), cause);
            return error instanceof GlmException.Cancelled
                    ? new Failure.Thrown(Failure.last(error))
                    : failed(Failure.last(error));
        }
        return failed(Failure.of(
                new GlmException.StreamInterrupted(
                        "The answer broke off before its first piece ("
                                + answer.errors().reason(cause) + answer.sent().attempts() + "). Fix: try again.",
                        answer.sent().exchange(answer.status(), ""),
                        "",
                        cause),
                Remedy.TRY_AGAIN));
    }

    /** An event that holds an error in place of a piece. */
    Failure.Thrown event(@Nullable JsonNode error, String text) {
        JsonNode node = error == null || error.isValueNode() ? Errors.parse(text) : error;
        return failed(answer.errors().ofBody(answer.sent(), answer.status(), node, text, Optional.empty()));
    }

    /** Inference failed on the platform's side, which it tells with status 200. */
    Failure.Thrown networkError() {
        return failedWriting("finish_reason network_error");
    }

    /** The platform gave up, which it tells with status 200 and without a code. */
    Failure.Thrown failedWriting(String said) {
        return failed(Failure.of(
                new GlmException.Server(
                        "GLM failed while it wrote the answer (" + said
                                + answer.sent().attempts() + "). Fix: try again later.",
                        answer.sent().exchange(answer.status(), "")),
                Remedy.TRY_AGAIN));
    }

    /** A body that no answer can be made of. */
    Failure.Thrown malformed(String reason, Remedy remedy) {
        return failed(answer.errors().ofMalformed(answer.sent(), reason, remedy));
    }

    private Failure.Thrown failed(Failure failure) {
        if (!seen.delivered()) {
            return new Failure.Thrown(failure);
        }
        GlmException cause = failure.error();
        Throwable underneath =
                cause instanceof GlmException.StreamInterrupted && cause.getCause() != null ? cause.getCause() : cause;
        String reason = underneath == cause
                ? String.valueOf(cause.getMessage())
                : answer.errors().reason(underneath);
        return new Failure.Thrown(Failure.last(new GlmException.StreamInterrupted(
                "The answer broke off after " + seen.text().length() + " characters: " + reason
                        + (reason.endsWith(".") ? "" : ".")
                        + " It is not tried again by itself, because its beginning would come twice.",
                answer.sent().exchange(answer.status(), cause.code()),
                seen.text(),
                underneath)));
    }
}
