package dev.glmagent.testkit.internal.chat;

import static dev.glmagent.testkit.internal.Json.present;

import dev.glmagent.testkit.internal.GlmError;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The checks of a chat request's fields, in the order in which the platform is thought to make them: model, messages,
 * tools, then ranges. A field that is null counts as absent.
 */
final class ChatChecks {

    private static final int MAX_STOP_WORDS = 4;

    private ChatChecks() {}

    /** The first thing wrong with the request, or empty when it can be answered. */
    static Optional<GlmError> firstProblem(JsonNode request, ModelCatalogue models) {
        String model = request.path("model").stringValue("");
        if (model.isEmpty()) {
            return Optional.of(GlmError.missing("model"));
        }
        OptionalInt cap = models.maxTokens(model);
        if (cap.isEmpty()) {
            return Optional.of(GlmError.unknownModel());
        }
        if (!MessageChecks.pass(request.path("messages"))) {
            return Optional.of(GlmError.illegal("messages"));
        }
        if (!ToolChecks.pass(request.path("tools"))) {
            return Optional.of(GlmError.illegal("tools"));
        }
        return limits(request, cap.getAsInt());
    }

    private static Optional<GlmError> limits(JsonNode request, int cap) {
        JsonNode maxTokens = request.path("max_tokens");
        if (present(maxTokens) && !(maxTokens.isIntegralNumber() && within(maxTokens, 1, cap))) {
            return Optional.of(GlmError.wrong("max_tokens参数非法：限制数值范围[1," + cap + "]"));
        }
        JsonNode temperature = request.path("temperature");
        if (present(temperature) && !within(temperature, 0, 1)) {
            return Optional.of(GlmError.illegal("temperature"));
        }
        JsonNode topP = request.path("top_p");
        // 2024 documents allow 0; today's begin at 0.01.
        if (present(topP) && !within(topP, 0.01, 1)) {
            return Optional.of(GlmError.illegal("top_p"));
        }
        JsonNode requestId = request.path("request_id");
        int length = requestId.stringValue("").length();
        if (present(requestId) && (length < 6 || length > 64)) {
            return Optional.of(GlmError.illegal("request_id"));
        }
        return Stream.of("stream", "tool_stream", "do_sample")
                .filter(field ->
                        present(request.path(field)) && !request.path(field).isBoolean())
                .map(GlmError::illegal)
                .findFirst()
                .or(() -> stop(request.path("stop")));
    }

    /** An array, not a bare string; one word in the older documents, four in the newest. */
    private static Optional<GlmError> stop(JsonNode stop) {
        boolean fine = !present(stop)
                || (stop.isArray()
                        && stop.size() <= MAX_STOP_WORDS
                        && stop.values().stream().allMatch(JsonNode::isString));
        return fine ? Optional.empty() : Optional.of(GlmError.illegal("stop"));
    }

    private static boolean within(JsonNode number, double low, double high) {
        return number.isNumber() && number.asDouble() >= low && number.asDouble() <= high;
    }
}
