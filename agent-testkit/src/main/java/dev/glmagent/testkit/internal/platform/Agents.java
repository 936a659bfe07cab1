package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.internal.ApiCall;
import dev.glmagent.testkit.internal.GlmError;
import dev.glmagent.testkit.internal.Json;
import dev.glmagent.testkit.internal.chat.AnswerIds;
import dev.glmagent.testkit.internal.chat.ChatEndpoint;
import dev.glmagent.testkit.internal.http.HttpReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The packaged agents: one {@code content} object in {@code choices[].messages[]}. Long ones are fetched later. The agent
 * for slides keeps its conversations and says in lists of parts, with a phase, as the documents show it; how the others
 * stream is not documented.
 */
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

    private static final String SLIDES = "slides_glm_agent";

    private final AnswerIds ids;
    private final ChatEndpoint chat;
    private final Map<String, ObjectNode> results = new ConcurrentHashMap<>();

    /** What the agent for slides has said, by conversation. */
    private final Map<String, List<String>> conversations = new ConcurrentHashMap<>();

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
        String text = reply.json().at("/choices/0/message/content").asString("");
        Frame frame = new Frame(ids.next(), agent, conversation(request, agent, text));
        JsonNode usage = reply.json().path("usage");
        if (request.path("stream").booleanValue(false)) {
            return HttpReply.events(events(frame, text, usage));
        }
        ObjectNode body = frame.body(0, "stop", text).put("status", "success");
        body.set("usage", counted(usage));
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

    /** The id of the conversation that goes on or begins; empty for agents without one. */
    private String conversation(JsonNode request, String agent, String text) {
        if (!agent.equals(SLIDES)) {
            return "";
        }
        String id = request.path("conversation_id").stringValue("");
        if (!id.isEmpty() && !conversations.containsKey(id)) {
            throw GlmError.illegal("conversation_id").refused();
        }
        String known = id.isEmpty() ? ids.next() : id;
        conversations
                .computeIfAbsent(known, ignored -> new CopyOnWriteArrayList<>())
                .add(text);
        return known;
    }

    /** What all answers to a request have in common. */
    private record Frame(String id, String agent, String conversation) {

        ObjectNode body(int index, String finishReason, String text) {
            ObjectNode body = Json.object().put("id", id).put("agent_id", agent);
            if (!conversation.isEmpty()) {
                body.put("conversation_id", conversation);
            }
            ObjectNode choice = body.putArray("choices").addObject().put("index", index);
            if (!finishReason.isEmpty()) {
                choice.put("finish_reason", finishReason);
            }
            ObjectNode message = choice.putArray("messages").addObject().put("role", "assistant");
            ObjectNode content = conversation.isEmpty()
                    ? message.putObject("content")
                    : message.put("phase", "answer").putArray("content").addObject();
            content.put("type", "text").put("text", text);
            return body;
        }
    }

    private List<String> events(Frame frame, String text, JsonNode usage) {
        List<String> events = new ArrayList<>();
        for (String piece : chat.pieces(text)) {
            events.add("data: " + frame.body(events.size(), "", piece) + "\n\n");
        }
        ObjectNode last = frame.body(events.size(), "stop", "");
        last.set("usage", counted(usage));
        events.add("data: " + last + "\n\n");
        events.add("data: [DONE]\n\n");
        return events;
    }

    private static ObjectNode counted(JsonNode usage) {
        ObjectNode counted = usage.isObject() ? ((ObjectNode) usage).deepCopy() : Json.object();
        return counted.put("total_calls", 1);
    }

    /** What the agent for slides has made: its texts, and addresses that lead nowhere. */
    HttpReply history(ApiCall call) {
        JsonNode request = call.json();
        String id = request.path("conversation_id").stringValue("");
        List<String> said = conversations.get(id);
        if (said == null || !request.path("agent_id").asString("").equals(SLIDES)) {
            throw GlmError.illegal("conversation_id").refused();
        }
        ObjectNode body = Json.object().put("conversation_id", id).put("agent_id", SLIDES);
        ArrayNode content = body.putArray("choices")
                .addObject()
                .putArray("message")
                .addObject()
                .put("role", "assistant")
                .putArray("content");
        said.forEach(text -> content.addObject().put("type", "text").put("text", text));
        JsonNode wanted = request.path("custom_variables");
        for (JsonNode page : wanted.path("pages")) {
            content.addObject()
                    .put("type", "image_url")
                    .put("tag_en", "Page " + page.path("position").asInt())
                    .put(
                            "image_url",
                            "https://example.invalid/" + id + "/"
                                    + page.path("position").asInt() + ".png");
        }
        if (wanted.path("include_pdf").booleanValue(false)) {
            content.addObject()
                    .put("type", "file_url")
                    .put("tag_en", "PDF")
                    .put("file_url", "https://example.invalid/" + id + ".pdf");
        }
        return HttpReply.json(200, body.toString());
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
