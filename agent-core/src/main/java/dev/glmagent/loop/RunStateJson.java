package dev.glmagent.loop;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.MessageJson;
import dev.glmagent.chat.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** {@link RunState} as JSON, by hand: the form is stored by users, so it must not change when a record does. */
final class RunStateJson {

    private static final int VERSION = 1;

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private RunStateJson() {}

    static String write(RunState state) {
        ObjectNode json = MAPPER.createObjectNode().put("version", VERSION).put("runId", state.runId());
        ArrayNode messages = json.putArray("messages");
        state.messages().forEach(message -> messages.addRawValue(new RawValue(MessageJson.write(message))));
        state.pending().ifPresent(pending -> writePending(json.putObject("pending"), pending));
        json.put("modelCalls", state.modelCalls()).put("toolCalls", state.toolCalls());
        ObjectNode usage = json.putObject("usage");
        state.usage()
                .forEach((model, cost) -> usage.putArray(model)
                        .add(cost.promptTokens())
                        .add(cost.completionTokens())
                        .add(cost.totalTokens())
                        .add(cost.cachedTokens())
                        .add(cost.reasoningTokens()));
        writeCounts(json.putObject("failures"), state.failures());
        writeCounts(json.putObject("seen"), state.seen());
        state.limit().ifPresent(limit -> json.put("limit", limit.name()));
        state.nudge().ifPresent(nudge -> json.put("nudge", nudge));
        if (!state.handoffs().isEmpty()) {
            state.handoffs().forEach(json.putArray("handoffs")::add);
        }
        state.finish()
                .ifPresent(finish -> json.putObject("finish")
                        .put("reason", finish.reason().name())
                        .put("text", finish.text()));
        return json.toString();
    }

    private static void writePending(ObjectNode json, PendingTurn pending) {
        json.putRawValue("message", new RawValue(MessageJson.write(pending.message())));
        new TreeSet<>(pending.offered()).forEach(json.putArray("offered")::add);
        new TreeSet<>(pending.asked()).forEach(json.putArray("asked")::add);
        ObjectNode answers = json.putObject("answers");
        pending.answers()
                .forEach((id, answer) -> answers.putObject(id)
                        .put("text", answer.text())
                        .put("error", answer.error())
                        .put("isAnswer", answer.isAnswer()));
    }

    private static void writeCounts(ObjectNode json, Map<String, Integer> counts) {
        counts.forEach(json::put);
    }

    static RunState read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            int version = json.path("version").asInt(0);
            if (version != VERSION) {
                throw new IllegalArgumentException("This run state has version " + version + "; this program reads "
                        + VERSION + "." + (version > VERSION ? " Fix: use the newer program that wrote it." : ""));
            }
            return new RunState(
                    json.required("runId").asString(),
                    messages(json.required("messages")),
                    optional(json, "pending").map(RunStateJson::pending),
                    json.required("modelCalls").asInt(),
                    json.required("toolCalls").asInt(),
                    usage(json.required("usage")),
                    counts(json.required("failures")),
                    counts(json.required("seen")),
                    optional(json, "limit").map(limit -> Limit.valueOf(limit.asString())),
                    optional(json, "nudge").map(JsonNode::asString),
                    optional(json, "handoffs").map(RunStateJson::list).orElse(List.of()),
                    optional(json, "finish").map(RunStateJson::finish));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("This text is no run state: " + e.getOriginalMessage(), e);
        }
    }

    private static Optional<JsonNode> optional(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field));
    }

    private static List<Message> messages(JsonNode json) {
        List<Message> messages = new ArrayList<>();
        json.forEach(message -> messages.add(MessageJson.read(message.toString())));
        return messages;
    }

    private static PendingTurn pending(JsonNode json) {
        Map<String, PendingTurn.Answer> answers = new LinkedHashMap<>();
        json.required("answers")
                .properties()
                .forEach(entry -> answers.put(
                        entry.getKey(),
                        new PendingTurn.Answer(
                                entry.getValue().required("text").asString(),
                                entry.getValue().required("error").asBoolean(),
                                entry.getValue().required("isAnswer").asBoolean())));
        if (!(MessageJson.read(json.required("message").toString()) instanceof AssistantMessage message)) {
            throw new IllegalArgumentException("A pending turn of a run state begins with no assistant message.");
        }
        return new PendingTurn(message, names(json.required("offered")), names(json.required("asked")), answers);
    }

    private static Set<String> names(JsonNode json) {
        return new TreeSet<>(list(json));
    }

    private static List<String> list(JsonNode json) {
        return json.valueStream().map(JsonNode::asString).toList();
    }

    private static Map<String, Usage> usage(JsonNode json) {
        Map<String, Usage> usage = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> usage.put(
                        entry.getKey(),
                        new Usage(
                                entry.getValue().required(0).asLong(),
                                entry.getValue().required(1).asLong(),
                                entry.getValue().required(2).asLong(),
                                entry.getValue().required(3).asLong(),
                                entry.getValue().required(4).asLong())));
        return usage;
    }

    private static Map<String, Integer> counts(JsonNode json) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        json.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asInt()));
        return counts;
    }

    private static NextStep.Finish finish(JsonNode json) {
        return new NextStep.Finish(
                NextStep.Reason.valueOf(json.required("reason").asString()),
                json.required("text").asString());
    }
}
