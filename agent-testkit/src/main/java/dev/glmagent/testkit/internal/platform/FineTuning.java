package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.ChatCall;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.Responder;
import dev.glmagent.testkit.internal.ApiCall;
import dev.glmagent.testkit.internal.GlmError;
import dev.glmagent.testkit.internal.Json;
import dev.glmagent.testkit.internal.chat.AnswerIds;
import dev.glmagent.testkit.internal.chat.ModelCatalogue;
import dev.glmagent.testkit.internal.chat.TokenEstimate;
import dev.glmagent.testkit.internal.http.HttpReply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fine-tuning. A job moves one step each time it is looked at: created, pending (the file is checked), running,
 * succeeded. The tuned model knows its training questions by heart and its own name; for the rest it asks the model
 * underneath.
 */
public final class FineTuning {

    /** As near as a question must come to a training question to be taken for it. */
    private static final double SAME_QUESTION = 0.8;

    private static final Pattern ASKS_NAME =
            Pattern.compile("(?i).*(你叫什么|你的名字|你是谁|who are you|your name).*", Pattern.DOTALL);

    private static final int MAX_SUFFIX = 40;

    private final Files files;
    private final AnswerIds ids;
    private final ModelCatalogue models;
    private final Map<String, ObjectNode> jobs = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, List<String>> events = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> learnt = new ConcurrentHashMap<>();

    FineTuning(Files files, AnswerIds ids, ModelCatalogue models) {
        this.files = files;
        this.ids = ids;
        this.models = models;
    }

    HttpReply create(ApiCall call) {
        JsonNode request = call.json();
        String model = request.path("model").stringValue("");
        if (model.isEmpty()) {
            throw GlmError.missing("model").refused();
        }
        if (models.maxTokens(model).isEmpty()) {
            throw GlmError.unknownModel().refused();
        }
        String training = request.path("training_file").stringValue("");
        if (training.isEmpty()) {
            throw GlmError.missing("training_file").refused();
        }
        if (files.text(training).isEmpty()) {
            throw GlmError.illegal("training_file").refused();
        }
        if (request.path("suffix").stringValue("").length() > MAX_SUFFIX) {
            throw GlmError.illegal("suffix").refused();
        }
        String id = String.format(Locale.ROOT, "ftjob-%s-%05d", ids.digits().substring(0, 17), ids.number());
        ObjectNode job = Json.object()
                .put("object", "fine_tuning.job")
                .put("id", id)
                .put("request_id", request.path("request_id").stringValue(id))
                .put("created_at", ids.now().getEpochSecond())
                .putNull("finished_at")
                .put("model", model)
                .putNull("fine_tuned_model")
                .put("status", "created");
        job.set(
                "hyperparameters",
                request.path("hyperparameters").isObject()
                        ? request.path("hyperparameters")
                        : Json.object().put("n_epochs", 3));
        job.put("training_file", training);
        job.set("validation_file", request.path("validation_file").isString() ? request.path("validation_file") : null);
        job.putArray("result_files");
        job.putNull("trained_tokens")
                .putNull("error")
                .put("suffix", request.path("suffix").stringValue(""));
        jobs.put(id, job);
        events.put(id, Collections.synchronizedList(new ArrayList<>(List.of("created"))));
        return HttpReply.json(200, job.toString());
    }

    HttpReply get(ApiCall call) {
        ObjectNode job = known(call);
        synchronized (job) {
            step(job);
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

    HttpReply events(ApiCall call) {
        String id = known(call).path("id").asString();
        List<String> messages = List.copyOf(events.getOrDefault(id, List.of()));
        ObjectNode body = Json.object().put("object", "list").put("has_more", false);
        ArrayNode data = body.putArray("data");
        for (int i = 0; i < messages.size(); i++) {
            data.addObject()
                    .put("object", "fine_tuning.job.event")
                    .put("id", "ftevent-" + (i + 1))
                    .put("type", "message")
                    .put("created_at", ids.now().getEpochSecond())
                    .put("level", "info")
                    .put("message", messages.get(i));
        }
        return HttpReply.json(200, body.toString());
    }

    HttpReply cancel(ApiCall call) {
        ObjectNode job = known(call);
        synchronized (job) {
            if (!job.path("finished_at").isNumber()) {
                move(job, "cancelled");
                job.put("finished_at", ids.now().getEpochSecond());
            }
            return HttpReply.json(200, job.toString());
        }
    }

    HttpReply delete(ApiCall call) {
        ObjectNode job = known(call);
        jobs.remove(call.id());
        return HttpReply.json(200, job.toString());
    }

    HttpReply deleteModel(ApiCall call) {
        if (learnt.remove(call.id()) == null) {
            throw GlmError.unknownModel().refused();
        }
        models.remove(call.id());
        return HttpReply.json(
                200,
                Json.object()
                        .put("request_id", ids.next())
                        .put("model_name", call.id())
                        .put("delete_status", "deleted")
                        .toString());
    }

    /** The base model, with what the tuned models know put before it. */
    public Responder over(Responder base) {
        return call -> known(call).<Reply>map(Reply::text).orElseGet(() -> base.answer(call));
    }

    private Optional<String> known(ChatCall call) {
        Map<String, String> memory = learnt.get(call.model());
        if (memory == null) {
            return Optional.empty();
        }
        String question = call.lastUserText();
        for (Map.Entry<String, String> pair : memory.entrySet()) {
            if (Vectors.nearness(pair.getKey(), question) >= SAME_QUESTION) {
                return Optional.of(pair.getValue());
            }
        }
        return ASKS_NAME.matcher(question).matches() ? Optional.of("我是微调模型 " + call.model() + "。") : Optional.empty();
    }

    private void step(ObjectNode job) {
        switch (job.path("status").asString()) {
            case "created" -> move(job, "pending");
            case "pending" -> start(job);
            case "running" -> finish(job);
            default -> {
                // Ended.
            }
        }
    }

    private void move(ObjectNode job, String status) {
        job.put("status", status);
        events.getOrDefault(job.path("id").asString(), new ArrayList<>()).add(status);
    }

    private void start(ObjectNode job) {
        try {
            learn(files.text(job.path("training_file").asString()).orElse(""));
            move(job, "running");
        } catch (IllegalArgumentException e) {
            move(job, "failed");
            job.put("finished_at", ids.now().getEpochSecond());
            job.putObject("error")
                    .put("code", "invalid_training_file")
                    .put("message", e.getMessage())
                    .put("param", "training_file");
        }
    }

    private void finish(ObjectNode job) {
        String content = files.text(job.path("training_file").asString()).orElse("");
        String suffix = job.path("suffix").asString();
        String name = job.path("model").asString() + "-" + ids.digits() + (suffix.isEmpty() ? "" : "-" + suffix);
        learnt.put(name, learn(content));
        models.add(name, job.path("model").asString());
        move(job, "succeeded");
        job.put("fine_tuned_model", name)
                .put("finished_at", ids.now().getEpochSecond())
                .put("trained_tokens", TokenEstimate.of(content));
    }

    /** The questions of a training file with their answers. */
    private static Map<String, String> learn(String content) {
        Map<String, String> memory = new HashMap<>();
        int number = 0;
        for (String line : content.lines().toList()) {
            number++;
            JsonNode messages =
                    Json.object(line).map(json -> json.path("messages")).orElse(Json.object());
            if (!messages.isArray() || messages.isEmpty()) {
                throw new IllegalArgumentException("line " + number + ": an object with messages was expected");
            }
            String question = "";
            for (JsonNode message : messages.values()) {
                String role = message.path("role").stringValue("");
                String text = message.path("content").stringValue("");
                if (role.equals("assistant") && !question.isEmpty() && !text.isEmpty()) {
                    memory.putIfAbsent(question, text);
                }
                question = role.equals("user") ? text : question;
            }
        }
        if (memory.isEmpty()) {
            throw new IllegalArgumentException("there is no question with an answer in the file");
        }
        return memory;
    }

    private ObjectNode known(ApiCall call) {
        return Optional.ofNullable(jobs.get(call.id()))
                .orElseThrow(() -> new GlmError(404, "1233", "任务：" + call.id() + "不存在。").refused());
    }
}
