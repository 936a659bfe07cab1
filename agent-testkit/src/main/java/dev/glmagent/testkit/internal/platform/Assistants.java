package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.internal.ApiCall;
import dev.glmagent.testkit.internal.GlmError;
import dev.glmagent.testkit.internal.Json;
import dev.glmagent.testkit.internal.chat.AnswerIds;
import dev.glmagent.testkit.internal.chat.ChatEndpoint;
import dev.glmagent.testkit.internal.http.HttpReply;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The assistants: streams only, with the history kept on the platform. Errors come without the usual wrapper. */
final class Assistants {

    /** The documented public ones. */
    private static final Map<String, String> PUBLIC = Map.of(
            "65940acff94777010aa6b796", "ChatGLM",
            "659e54b1b8006379b4b2abd6", "AI搜索",
            "65a265419d72d299a9230616", "数据分析",
            "66437ef3d920bdc5c60f338e", "AI画图");

    private final AnswerIds ids;
    private final ChatEndpoint chat;
    private final Map<String, ObjectNode> conversations = new ConcurrentHashMap<>();

    Assistants(AnswerIds ids, ChatEndpoint chat) {
        this.ids = ids;
        this.chat = chat;
    }

    HttpReply answer(ApiCall call) {
        JsonNode request = call.json();
        String assistant = request.path("assistant_id").stringValue("");
        if (!request.path("stream").booleanValue(false)) {
            return bare("1212", "当前模型不支持SYNC调用方式。");
        }
        if (assistant.isEmpty()
                || !request.path("messages").isArray()
                || request.path("messages").isEmpty()) {
            return bare("1214", (assistant.isEmpty() ? "assistant_id" : "messages") + " 参数非法。请检查文档。");
        }
        String id = request.path("conversation_id").stringValue("");
        ObjectNode conversation = id.isEmpty() ? open(assistant) : conversations.get(id);
        if (conversation == null) {
            return bare("1214", "conversation_id 参数非法。请检查文档。");
        }
        synchronized (conversation) {
            return say(request, conversation);
        }
    }

    private static HttpReply bare(String code, String message) {
        return HttpReply.json(
                400, Json.object().put("code", code).put("message", message).toString());
    }

    private ObjectNode open(String assistant) {
        ObjectNode conversation = Json.object()
                .put("id", ids.next())
                .put("assistant_id", assistant)
                .put("create_time", ids.now().toEpochMilli())
                .put("update_time", ids.now().toEpochMilli());
        conversation.putArray("messages");
        conversations.put(conversation.path("id").asString(), conversation);
        return conversation;
    }

    private HttpReply say(JsonNode request, ObjectNode conversation) {
        ArrayNode messages = (ArrayNode) conversation.path("messages");
        request.path("messages").values().forEach(messages::add);
        ObjectNode question = Json.object().put("model", "glm-4-assistant");
        question.set("messages", messages.deepCopy());
        ChatEndpoint.Result reply = chat.whole(question.toString());
        if (reply.status() != 200) {
            return reply.http();
        }
        String text = reply.json().at("/choices/0/message/content").asString("");
        messages.addObject().put("role", "assistant").put("content", text);
        conversation
                .put("update_time", ids.now().toEpochMilli())
                .set("usage", reply.json().path("usage"));
        List<String> events = new ArrayList<>();
        String id = ids.next();
        for (String piece : chat.pieces(text)) {
            ObjectNode chunk = chunk(id, conversation, "in_progress");
            chunk.withArray("choices")
                    .addObject()
                    .put("index", 0)
                    .putObject("delta")
                    .put("role", "assistant")
                    .put("type", "content")
                    .put("content", piece);
            events.add("data: " + chunk + "\n\n");
        }
        ObjectNode last = chunk(id, conversation, "completed");
        ObjectNode choice =
                last.withArray("choices").addObject().put("index", 0).put("finish_reason", "stop");
        choice.putObject("delta")
                .put("role", "assistant")
                .put("type", "content")
                .put("content", "");
        last.set("usage", reply.json().path("usage"));
        events.add("data: " + last + "\n\n");
        events.add("data: [DONE]\n\n");
        return HttpReply.events(events);
    }

    private ObjectNode chunk(String id, ObjectNode conversation, String status) {
        ObjectNode chunk = Json.object().put("id", id);
        chunk.set("conversation_id", conversation.path("id"));
        chunk.set("assistant_id", conversation.path("assistant_id"));
        chunk.put("created", ids.now().getEpochSecond()).put("status", status).putArray("choices");
        return chunk;
    }

    HttpReply list(ApiCall call) {
        List<String> wanted = new ArrayList<>();
        call.json().path("assistant_id_list").values().forEach(id -> wanted.add(id.asString("")));
        ObjectNode body = Json.object().put("success", true).put("code", 200).put("msg", "请求成功");
        ArrayNode data = body.putArray("data");
        PUBLIC.keySet().stream()
                .sorted()
                .filter(id -> wanted.isEmpty() || wanted.contains(id))
                .forEach(id -> {
                    ObjectNode assistant = data.addObject()
                            .put("assistant_id", id)
                            .put("name", PUBLIC.get(id))
                            .put("avatar", "")
                            .put("description", PUBLIC.get(id))
                            .put("status", "publish")
                            .put("created_at", 1704067200)
                            .put("updated_at", 1704067200);
                    assistant.putArray("tools");
                    assistant.putArray("starter_prompts");
                });
        return HttpReply.json(200, body.toString());
    }

    HttpReply conversations(ApiCall call) {
        String assistant = call.json().path("assistant_id").stringValue("");
        if (assistant.isEmpty()) {
            throw GlmError.missing("assistant_id").refused();
        }
        ObjectNode body = Json.object().put("code", 200).put("msg", "请求成功");
        ObjectNode data = body.putObject("data").put("assistant_id", assistant).put("has_more", false);
        ArrayNode list = data.putArray("conversation_list");
        conversations.values().stream()
                .filter(conversation ->
                        conversation.path("assistant_id").asString().equals(assistant))
                .sorted(Comparator.comparing(
                        conversation -> conversation.path("id").asString()))
                .forEach(conversation -> {
                    ObjectNode copy = conversation.deepCopy();
                    copy.remove("messages");
                    list.add(copy);
                });
        return HttpReply.json(200, body.toString());
    }
}
