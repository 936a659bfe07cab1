package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.internal.ApiCall;
import dev.glmagent.testkit.internal.GlmError;
import dev.glmagent.testkit.internal.Json;
import dev.glmagent.testkit.internal.chat.AnswerIds;
import dev.glmagent.testkit.internal.chat.TokenEstimate;
import dev.glmagent.testkit.internal.http.HttpReply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The small services on texts: tokens, reranking, moderation, web search. */
final class TextServices {

    private static final Set<String> ENGINES =
            Set.of("search_std", "search_pro", "search_pro_sogou", "search_pro_quark");

    /** Words that stand for what a moderation service rejects or would look at again. */
    private static final Pattern REJECTED = Pattern.compile("(?i)炸弹|毒品|枪支|\\b(bomb|cocaine)\\b");

    private static final Pattern DOUBTFUL = Pattern.compile("(?i)赌博|暴力|\\b(gambl\\w*|violen\\w*)\\b");

    private final AnswerIds ids;
    private final WebPages web;

    TextServices(AnswerIds ids, WebPages web) {
        this.ids = ids;
        this.web = web;
    }

    private ObjectNode head(JsonNode request) {
        String id = ids.next();
        return Json.object()
                .put("id", id)
                .put("request_id", request.path("request_id").stringValue(id))
                .put("created", ids.now().getEpochSecond());
    }

    HttpReply tokenizer(ApiCall call) {
        JsonNode request = call.json();
        if (request.path("model").stringValue("").isEmpty()) {
            throw GlmError.missing("model").refused();
        }
        if (!request.path("messages").isArray() || request.path("messages").isEmpty()) {
            throw GlmError.illegal("messages").refused();
        }
        int tokens = TokenEstimate.of(request.path("messages").toString())
                + TokenEstimate.of(request.path("tools").toString());
        ObjectNode body = head(request);
        body.putObject("usage")
                .put("prompt_tokens", tokens)
                .put("image_tokens", 0)
                .put("video_tokens", 0)
                .put("total_tokens", tokens);
        return HttpReply.json(200, body.toString());
    }

    HttpReply rerank(ApiCall call) {
        JsonNode request = call.json();
        String query = request.path("query").stringValue("");
        List<String> documents = new ArrayList<>();
        request.path("documents").values().forEach(document -> documents.add(document.stringValue("")));
        if (query.isEmpty() || query.length() > 4096) {
            throw GlmError.illegal("query").refused();
        }
        if (documents.isEmpty()
                || documents.size() > 128
                || documents.stream().anyMatch(text -> text.isEmpty() || text.length() > 4096)) {
            throw GlmError.illegal("documents").refused();
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> -Vectors.nearness(documents.get(i), query)));
        int top = request.path("top_n").intValue(0);
        ObjectNode body = head(request);
        ArrayNode results = body.putArray("results");
        for (int i : order.subList(0, top > 0 ? Math.min(top, order.size()) : order.size())) {
            double score = Math.max(0, Vectors.nearness(documents.get(i), query));
            ObjectNode result = results.addObject().put("index", i).put("relevance_score", score);
            if (request.path("return_documents").booleanValue(false)) {
                result.put("document", documents.get(i));
            }
        }
        int tokens = TokenEstimate.of(query) * documents.size()
                + documents.stream().mapToInt(TokenEstimate::of).sum();
        body.putObject("usage").put("prompt_tokens", tokens).put("total_tokens", tokens);
        return HttpReply.json(200, body.toString());
    }

    HttpReply moderation(ApiCall call) {
        JsonNode request = call.json();
        JsonNode input = request.path("input");
        if (!input.isString() && !input.isObject() && !input.isArray()) {
            throw GlmError.illegal("input").refused();
        }
        List<JsonNode> parts = input.isArray() ? List.copyOf(input.values()) : List.of(input);
        ObjectNode body = head(request);
        ArrayNode results = body.putArray("result_list");
        for (JsonNode part : parts) {
            String text = part.isString() ? part.asString() : part.path("text").stringValue("");
            boolean rejected = REJECTED.matcher(text).find();
            boolean doubtful = DOUBTFUL.matcher(text).find();
            ObjectNode result = results.addObject()
                    .put("content_type", part.path("type").stringValue("text"))
                    .put("risk_level", rejected ? "REJECT" : doubtful ? "REVIEW" : "PASS");
            ArrayNode types = result.putArray("risk_type");
            if (rejected || doubtful) {
                types.add(rejected ? "违禁" : "不良");
            }
        }
        body.putObject("usage").putObject("moderation_text").put("call_count", parts.size());
        return HttpReply.json(200, body.toString());
    }

    HttpReply webSearch(ApiCall call) {
        JsonNode request = call.json();
        String query = request.path("search_query").stringValue("");
        if (query.isEmpty()) {
            throw GlmError.missing("search_query").refused();
        }
        if (!ENGINES.contains(request.path("search_engine").stringValue(""))) {
            throw GlmError.unknownModel().refused();
        }
        int count = request.path("count").intValue(10);
        if (count < 1 || count > 50) {
            throw GlmError.illegal("count").refused();
        }
        ObjectNode body = head(request);
        body.putArray("search_intent")
                .addObject()
                .put("query", query)
                .put("intent", request.path("search_intent").booleanValue(false) ? "SEARCH_ALL" : "SEARCH_ALWAYS")
                .put("keywords", query);
        body.set("search_result", WebPages.describe(web.search(query, count)));
        return HttpReply.json(200, body.toString());
    }
}
