package dev.glmagent.testkit;

import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/**
 * The checks of a chat request's fields, in the order in which the platform is thought to make them: model, messages,
 * tools, then ranges. A field that is null counts as absent.
 */
final class ChatChecks {

    private ChatChecks() {}

    /** The first thing wrong with the request, or empty when it can be answered. */
    static Optional<GlmError> firstProblem(JsonNode request) {
        String model = request.path("model").stringValue("");
        if (model.isEmpty()) {
            return Optional.of(new GlmError(400, "1213", "未正常接收到model参数。"));
        }
        OptionalInt cap = ModelCatalogue.shipped().maxTokens(model);
        if (cap.isEmpty()) {
            return Optional.of(new GlmError(400, "1211", "模型不存在，请检查模型代码。"));
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
        // Streaming is not built yet; this is how the platform refuses a call method that a model does not offer.
        if (request.path("stream").isBoolean() && request.path("stream").asBoolean()) {
            return Optional.of(new GlmError(400, "1212", "当前模型不支持SSE调用方式。"));
        }
        return Optional.empty();
    }

    private static boolean present(JsonNode field) {
        return !field.isMissingNode() && !field.isNull();
    }

    private static boolean within(JsonNode number, double low, double high) {
        return number.isNumber() && number.asDouble() >= low && number.asDouble() <= high;
    }
}
