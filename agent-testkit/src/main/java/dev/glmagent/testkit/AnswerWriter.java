package dev.glmagent.testkit;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the body of a successful chat answer. */
final class AnswerWriter {

    private final Clock clock;
    private final AnswerIds ids = new AnswerIds();

    AnswerWriter(Clock clock) {
        this.clock = clock;
    }

    HttpReply write(JsonNode request, Reply.Answer answer) {
        Instant now = clock.instant();
        String id = ids.next(now);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("id", id);
        body.put("request_id", request.path("request_id").stringValue(id));
        body.put("created", now.getEpochSecond());
        body.put("model", request.path("model").asString());
        body.put("object", "chat.completion");
        ObjectNode choice = body.putArray("choices").addObject();
        choice.put("index", 0);
        choice.put("finish_reason", finishReason(answer));
        message(choice.putObject("message"), id, answer);
        usage(body.putObject("usage"), request, answer);
        return HttpReply.json(200, body.toString());
    }

    private static String finishReason(Reply.Answer answer) {
        if (answer.finishReason() != null) {
            return answer.finishReason();
        }
        return answer.calls().isEmpty() ? "stop" : "tool_calls";
    }

    private static void message(ObjectNode message, String id, Reply.Answer answer) {
        message.put("role", "assistant");
        if (answer.reasoning() != null) {
            message.put("reasoning_content", answer.reasoning());
        }
        if (answer.text() != null) {
            message.put("content", answer.text());
        }
        List<Reply.Call> calls = answer.calls();
        if (!calls.isEmpty()) {
            ArrayNode array = message.putArray("tool_calls");
            for (int i = 0; i < calls.size(); i++) {
                ObjectNode call = array.addObject();
                call.put("id", "call_" + id + "_" + i);
                call.put("index", i);
                call.put("type", "function");
                call.putObject("function")
                        .put("name", calls.get(i).name())
                        .put("arguments", calls.get(i).argumentsJson());
            }
        }
    }

    private static void usage(ObjectNode usage, JsonNode request, Reply.Answer answer) {
        int prompt = TokenEstimate.of(request.path("messages").toString())
                + TokenEstimate.of(request.path("tools").toString());
        int reasoning = answer.reasoning() == null ? 0 : TokenEstimate.of(answer.reasoning());
        int completion = reasoning + (answer.text() == null ? 0 : TokenEstimate.of(answer.text()));
        for (Reply.Call call : answer.calls()) {
            completion += TokenEstimate.of(call.name()) + TokenEstimate.of(call.argumentsJson());
        }
        usage.put("prompt_tokens", prompt);
        usage.put("completion_tokens", completion);
        usage.put("total_tokens", prompt + completion);
        if (reasoning > 0) {
            usage.putObject("completion_tokens_details").put("reasoning_tokens", reasoning);
        }
    }
}
