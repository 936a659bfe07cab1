package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.internal.ApiCall;
import dev.glmagent.testkit.internal.GlmError;
import dev.glmagent.testkit.internal.Json;
import dev.glmagent.testkit.internal.chat.AnswerIds;
import dev.glmagent.testkit.internal.chat.ChatEndpoint;
import dev.glmagent.testkit.internal.http.HttpReply;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tasks whose result is fetched later. A task moves on by being looked at: the first look finds it processing, the next
 * one done, so that a test neither sleeps nor races.
 */
final class Tasks {

    private record Task(String requestId, ObjectNode result, AtomicInteger looks) {}

    private final AnswerIds ids;
    private final Map<String, Task> tasks = new ConcurrentHashMap<>();

    Tasks(AnswerIds ids) {
        this.ids = ids;
    }

    /** Asks at once and hands the answer out later; {@code stream} is accepted and ignored. */
    HttpReply chat(ApiCall call, ChatEndpoint chat) {
        ObjectNode request = (ObjectNode) call.json();
        request.remove("stream");
        request.remove("tool_stream");
        ChatEndpoint.Result reply = chat.whole(request.toString());
        if (reply.status() != 200 || !(reply.json() instanceof ObjectNode answer)) {
            return reply.http();
        }
        return submit(request, answer);
    }

    /** Makes a task of a finished result. */
    HttpReply submit(JsonNode request, ObjectNode result) {
        String id = ids.next();
        String requestId = request.path("request_id").stringValue(id);
        tasks.put(id, new Task(requestId, result, new AtomicInteger()));
        return HttpReply.json(
                200,
                Json.object()
                        .put("id", id)
                        .put("request_id", requestId)
                        .put("model", request.path("model").asString())
                        .put("task_status", "PROCESSING")
                        .toString());
    }

    HttpReply result(ApiCall call) {
        Task task = tasks.get(call.id());
        if (task == null) {
            throw new GlmError(400, "1233", "任务：" + call.id() + "不存在。").refused();
        }
        boolean done = task.looks.getAndIncrement() > 0;
        ObjectNode body = done ? task.result.deepCopy() : Json.object();
        body.put("id", call.id()).put("request_id", task.requestId);
        return HttpReply.json(
                200, body.put("task_status", done ? "SUCCESS" : "PROCESSING").toString());
    }
}
