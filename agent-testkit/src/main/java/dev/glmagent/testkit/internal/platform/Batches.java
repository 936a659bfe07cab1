package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.internal.ApiCall;
import dev.glmagent.testkit.internal.GlmError;
import dev.glmagent.testkit.internal.Json;
import dev.glmagent.testkit.internal.chat.AnswerIds;
import dev.glmagent.testkit.internal.chat.ChatEndpoint;
import dev.glmagent.testkit.internal.http.HttpReply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Batch jobs. A job moves one step each time it is looked at: validating, in progress (when its lines are run),
 * finalizing, completed. Times are in milliseconds, as seen live, although the documents say seconds.
 */
final class Batches {

    private final Files files;
    private final ChatEndpoint chat;
    private final AnswerIds ids;
    private final Map<String, ObjectNode> jobs = Collections.synchronizedMap(new LinkedHashMap<>());

    Batches(Files files, ChatEndpoint chat, AnswerIds ids) {
        this.files = files;
        this.chat = chat;
        this.ids = ids;
    }

    /** What the platform checks when a batch file is uploaded. */
    static void check(String content) {
        Set<String> customIds = new HashSet<>();
        for (String line : content.lines().filter(line -> !line.isBlank()).toList()) {
            JsonNode json = Json.object(line)
                    .orElseThrow(() -> GlmError.wrong("文件内容不是合法的 JSONL。").refused());
            String id = json.path("custom_id").stringValue("");
            if (id.length() < 6 || !customIds.add(id)) {
                throw GlmError.wrong("custom_id 参数非法：至少 6 个字符且不可重复。").refused();
            }
            if (!json.path("body").isObject()) {
                throw GlmError.missing("body").refused();
            }
        }
    }

    HttpReply create(ApiCall call) {
        JsonNode request = call.json();
        String input = request.path("input_file_id").stringValue("");
        if (input.isEmpty()) {
            throw GlmError.missing("input_file_id").refused();
        }
        String content = files.text(input)
                .orElseThrow(() -> GlmError.illegal("input_file_id").refused());
        ObjectNode job = Json.object()
                .put("id", "batch_" + ids.digits())
                .put("object", "batch")
                .put("endpoint", request.path("endpoint").stringValue("/v4/chat/completions"))
                .put("input_file_id", input)
                .put("status", "validating");
        job.set(
                "completion_window",
                request.path("completion_window").isString() ? request.path("completion_window") : null);
        for (String field : List.of(
                "output_file_id",
                "error_file_id",
                "in_progress_at",
                "expires_at",
                "finalizing_at",
                "completed_at",
                "failed_at",
                "expired_at",
                "cancelling_at",
                "cancelled_at")) {
            job.putNull(field);
        }
        job.put("created_at", ids.now().toEpochMilli());
        int lines = (int) content.lines().filter(line -> !line.isBlank()).count();
        job.putObject("request_counts").put("total", lines).put("completed", 0).put("failed", 0);
        job.set("metadata", request.path("metadata").isObject() ? request.path("metadata") : null);
        jobs.put(job.path("id").asString(), job);
        return HttpReply.json(200, job.toString());
    }

    HttpReply get(ApiCall call) {
        ObjectNode job = known(call);
        synchronized (job) {
            step(job);
            return HttpReply.json(200, job.toString());
        }
    }

    HttpReply cancel(ApiCall call) {
        ObjectNode job = known(call);
        synchronized (job) {
            if (Set.of("validating", "in_progress").contains(job.path("status").asString())) {
                move(job, "cancelling");
            }
            return HttpReply.json(200, job.toString());
        }
    }

    HttpReply list(ApiCall call) {
        List<ObjectNode> all;
        synchronized (jobs) {
            all = new ArrayList<>(jobs.values());
        }
        return HttpReply.json(
                200,
                Lists.page(
                                all,
                                job -> job.path("id").asString(),
                                ObjectNode::deepCopy,
                                call.parameter("after"),
                                call.number("limit", 20, 1, 100))
                        .toString());
    }

    private void step(ObjectNode job) {
        switch (job.path("status").asString()) {
            case "validating" -> move(job, "in_progress");
            case "in_progress" -> {
                run(job);
                move(job, "finalizing");
            }
            case "finalizing" -> move(job, "completed");
            case "cancelling" -> move(job, "cancelled");
            default -> {
                // Ended.
            }
        }
    }

    private void move(ObjectNode job, String status) {
        job.put("status", status).put(status + "_at", ids.now().toEpochMilli());
    }

    private void run(ObjectNode job) {
        StringBuilder output = new StringBuilder();
        StringBuilder errors = new StringBuilder();
        int failed = 0;
        int completed = 0;
        String content = files.text(job.path("input_file_id").asString()).orElse("");
        for (String line : content.lines().filter(text -> !text.isBlank()).toList()) {
            JsonNode request = Json.object(line).orElseThrow();
            ChatEndpoint.Result reply = chat.whole(request.path("body").toString());
            ObjectNode result = Json.object();
            ObjectNode response = result.putObject("response").put("status_code", reply.status());
            response.set("body", reply.json());
            result.put("custom_id", request.path("custom_id").asString())
                    .put("id", job.path("id").asString());
            boolean fine = reply.status() == 200;
            (fine ? output : errors).append(result).append('\n');
            completed += fine ? 1 : 0;
            failed += fine ? 0 : 1;
        }
        job.put("output_file_id", completed == 0 ? "" : files.keep("output.jsonl", output.toString(), "batch"));
        job.put("error_file_id", failed == 0 ? "" : files.keep("error.jsonl", errors.toString(), "batch"));
        ((ObjectNode) job.path("request_counts")).put("completed", completed).put("failed", failed);
    }

    private ObjectNode known(ApiCall call) {
        return Optional.ofNullable(jobs.get(call.id()))
                .orElseThrow(() -> new GlmError(400, "1233", "任务：" + call.id() + "不存在。").refused());
    }
}
