package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.internal.ApiCall;
import dev.glmagent.testkit.internal.GlmError;
import dev.glmagent.testkit.internal.Json;
import dev.glmagent.testkit.internal.chat.AnswerIds;
import dev.glmagent.testkit.internal.chat.ChatEndpoint;
import dev.glmagent.testkit.internal.http.HttpReply;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The packaged agents: one {@code content} object in {@code choices[].messages[]}. Long ones are fetched later. */
final class Agents {

    private static final Set<String> KNOWN = Set.of(
            "general_translation",
            "slides_glm_agent",
            "ai_drawing_agent",
            "receipt_recognition_agent",
            "clothes_recognition_agent",
            "intelligent_education_solve_agent",
            "vidu_template_agent");

    private static final Set<String> LATER = Set.of("vidu_template_agent");

    private final AnswerIds ids;
    private final ChatEndpoint chat;
    private final Map<String, ObjectNode> results = new ConcurrentHashMap<>();

    Agents(AnswerIds ids, ChatEndpoint chat) {
        this.ids = ids;
        this.chat = chat;
    }

    HttpReply answer(ApiCall call) {
        JsonNode request = call.json();
        String agent = request.path("agent_id").stringValue("");
        if (!KNOWN.contains(agent)) {
            throw (agent.isEmpty() ? GlmError.missing("agent_id") : GlmError.illegal("agent_id")).refused();
        }
        ObjectNode question = Json.object().put("model", "glm-4");
        question.set("messages", request.path("messages"));
        ChatEndpoint.Result reply = chat.whole(question.toString());
        if (reply.status() != 200) {
            return reply.http();
        }
        ObjectNode body = body(agent, reply.json());
        if (!LATER.contains(agent)) {
            return HttpReply.json(200, body.toString());
        }
        String later = ids.next();
        results.put(later, body.put("async_id", later));
        return HttpReply.json(
                200,
                Json.object()
                        .put("id", later)
                        .put("agent_id", agent)
                        .put("status", "pending")
                        .put("async_id", later)
                        .toString());
    }

    private ObjectNode body(String agent, JsonNode answer) {
        ObjectNode body =
                Json.object().put("id", ids.next()).put("agent_id", agent).put("status", "success");
        ObjectNode message = body.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", "stop")
                .putArray("messages")
                .addObject()
                .put("role", "assistant");
        message.putObject("content")
                .put("type", "text")
                .put("text", answer.at("/choices/0/message/content").asString(""));
        ObjectNode usage =
                answer.path("usage").isObject() ? ((ObjectNode) answer.path("usage")).deepCopy() : Json.object();
        body.set("usage", usage.put("total_calls", 1));
        return body;
    }

    /** The Java SDK's class sends {@code task_id} where the documents say {@code async_id}. */
    HttpReply result(ApiCall call) {
        JsonNode request = call.json();
        String id = request.path("async_id").stringValue(request.path("task_id").stringValue(""));
        ObjectNode body = results.get(id);
        if (body == null) {
            throw new GlmError(400, "1233", "任务：" + id + "不存在。").refused();
        }
        return HttpReply.json(200, body.toString());
    }
}
