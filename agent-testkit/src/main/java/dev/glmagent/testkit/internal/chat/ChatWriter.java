package dev.glmagent.testkit.internal.chat;

import dev.glmagent.testkit.Fault.Kind;
import dev.glmagent.testkit.Profile;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.internal.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a chat answer: whole, or as the chunks of a stream in the shapes of a {@link Profile}. */
final class ChatWriter {

    private final Profile profile;
    private final AnswerIds ids;

    ChatWriter(Profile profile, AnswerIds ids) {
        this.profile = profile;
        this.ids = ids;
    }

    Profile profile() {
        return profile;
    }

    AnswerIds ids() {
        return ids;
    }

    /** The body of an answer that is not streamed. */
    ObjectNode whole(JsonNode request, Reply.Answer answer, Grounding grounding, Quirks quirks) {
        String id = ids.next();
        String model = request.path("model").asString();
        ObjectNode body = Json.object();
        body.put("id", id);
        body.put("request_id", request.path("request_id").stringValue(id));
        body.put("created", ids.now().getEpochSecond());
        body.put("model", model);
        if (profile == Profile.GLM5_2026) {
            body.put("object", "chat.completion");
        }
        ArrayNode choices = body.putArray("choices");
        if (!quirks.has(Kind.EMPTY_CHOICES)) {
            ObjectNode choice = choices.addObject();
            choice.put("index", 0);
            if (!quirks.has(Kind.WITHOUT_FINISH)) {
                choice.put("finish_reason", finishReason(answer));
            }
            message(choice.putObject("message"), id, answer, quirks);
        }
        if (!quirks.has(Kind.WITHOUT_USAGE)) {
            Usage.of(request, answer, grounding.injected()).write(body.putObject("usage"), model, profile);
        }
        grounding.sources().ifPresent(sources -> body.set("web_search", sources));
        return body;
    }

    static String finishReason(Reply.Answer answer) {
        if (answer.finishReason() != null) {
            return answer.finishReason();
        }
        return answer.calls().isEmpty() ? "stop" : "tool_calls";
    }

    private void message(ObjectNode message, String id, Reply.Answer answer, Quirks quirks) {
        message.put("role", "assistant");
        if (answer.reasoning() != null) {
            message.put("reasoning_content", answer.reasoning());
        }
        if (answer.text() != null) {
            message.put("content", answer.text());
        }
        if (!answer.calls().isEmpty()) {
            ArrayNode array = message.putArray("tool_calls");
            for (int i = 0; i < answer.calls().size(); i++) {
                Reply.Call call = answer.calls().get(i);
                head(array.addObject(), id, i, i, quirks)
                        .put("name", call.name())
                        .put("arguments", call.argumentsJson());
            }
        }
    }

    /** Writes id, index and type of a call; what is returned is its function. */
    ObjectNode head(ObjectNode call, String answerId, int number, int index, Quirks quirks) {
        if (!quirks.has(Kind.MISSING_CALL_IDS)) {
            call.put("id", callId(answerId, quirks.has(Kind.REPEATED_CALL_IDS) ? 0 : number));
        }
        call.put("index", quirks.has(Kind.CALL_INDEX_MINUS_ONE) ? -1 : index);
        call.put("type", "function");
        return call.putObject("function");
    }

    private String callId(String answerId, int number) {
        return profile == Profile.GLM4_2024 && number == 0 ? "call_" + answerId : "call_" + answerId + "_" + number;
    }
}
