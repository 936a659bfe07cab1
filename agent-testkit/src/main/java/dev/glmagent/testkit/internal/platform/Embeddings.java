package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.internal.ApiCall;
import dev.glmagent.testkit.internal.GlmError;
import dev.glmagent.testkit.internal.Json;
import dev.glmagent.testkit.internal.chat.TokenEstimate;
import dev.glmagent.testkit.internal.http.HttpReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST embeddings}. */
final class Embeddings {

    /** Documented limits: items of an array, tokens of an item, tokens of all items for embedding-2. */
    private static final int MAX_ITEMS = 64;

    private static final Set<Integer> DIMENSIONS = Set.of(256, 512, 1024, 2048);

    private Embeddings() {}

    static HttpReply answer(ApiCall call) {
        JsonNode request = call.json();
        String model = request.path("model").stringValue("");
        if (model.isEmpty()) {
            throw GlmError.missing("model").refused();
        }
        boolean second = model.equalsIgnoreCase("embedding-2");
        if (!second && !model.equalsIgnoreCase("embedding-3")) {
            throw GlmError.unknownModel().refused();
        }
        List<String> texts = texts(request.path("input"));
        int most = second ? 512 : 3072;
        int tokens = texts.stream().mapToInt(TokenEstimate::of).sum();
        if (texts.stream().anyMatch(text -> TokenEstimate.of(text) > most) || (second && tokens > 8192)) {
            throw GlmError.illegal("input").refused();
        }
        return HttpReply.json(
                200, body(model, texts, dimensions(request, second), tokens).toString());
    }

    private static List<String> texts(JsonNode input) {
        List<String> texts = new ArrayList<>();
        if (input.isString()) {
            texts.add(input.asString());
        } else if (input.isArray() && input.values().stream().allMatch(JsonNode::isString)) {
            input.values().forEach(item -> texts.add(item.asString()));
        }
        if (texts.isEmpty() || texts.size() > MAX_ITEMS || texts.stream().anyMatch(String::isBlank)) {
            throw GlmError.illegal("input").refused();
        }
        return texts;
    }

    /** embedding-2 is fixed at 1024 and ignores the wish. */
    private static int dimensions(JsonNode request, boolean second) {
        JsonNode dimensions = request.path("dimensions");
        if (second || !Json.present(dimensions)) {
            return second ? 1024 : 2048;
        }
        if (!dimensions.isInt() || !DIMENSIONS.contains(dimensions.asInt())) {
            throw GlmError.illegal("dimensions").refused();
        }
        return dimensions.asInt();
    }

    private static ObjectNode body(String model, List<String> texts, int dimensions, int tokens) {
        ObjectNode body = Json.object().put("model", model).put("object", "list");
        ArrayNode data = body.putArray("data");
        for (int i = 0; i < texts.size(); i++) {
            ObjectNode item = data.addObject().put("index", i).put("object", "embedding");
            ArrayNode values = item.putArray("embedding");
            for (double value : Vectors.of(texts.get(i), dimensions)) {
                values.add((float) value);
            }
        }
        body.putObject("usage")
                .put("prompt_tokens", tokens)
                .put("completion_tokens", 0)
                .put("total_tokens", tokens);
        return body;
    }
}
