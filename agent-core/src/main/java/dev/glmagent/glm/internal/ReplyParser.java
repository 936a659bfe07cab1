package dev.glmagent.glm.internal;

import dev.glmagent.chat.Usage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads a chat reply, or a piece of a streamed one, without a tree: both have the same shape. Tolerant where services were
 * seen to differ: absent and null are the same, fields come in any order, unknown ones are skipped, content may be a list
 * of text parts, arguments may be an object, numbers may be texts.
 */
final class ReplyParser {

    private final JsonParser json;
    private final ReplyPart part;

    private ReplyParser(JsonParser json, ReplyPart part) {
        this.json = json;
        this.part = part;
    }

    /** Reads one JSON object; other JSON says nothing. Throws Jackson's exceptions. */
    static void parse(JsonParser json, ReplyPart part) {
        part.clear();
        if (json.nextToken() == JsonToken.START_OBJECT) {
            new ReplyParser(json, part).root();
        }
    }

    private void root() {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "id" -> part.id = identity(value);
                case "request_id" -> part.requestId = identity(value);
                case "model" -> part.model = identity(value);
                case "created" -> part.created = number(value);
                case "choices" -> choices(value);
                case "usage" -> usage(value);
                case "error" -> part.error = tree(value);
                case "web_search" -> part.webSearch = tree(value);
                case "content_filter", "contentFilter" -> part.contentFilter = tree(value);
                case "task_status" -> part.taskStatus = text(value);
                default -> json.skipChildren();
            }
        }
    }

    /** There is one; of several the first counts. */
    private void choices(JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (JsonToken item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken()) {
            if (item == JsonToken.START_OBJECT && !part.hasChoice) {
                part.hasChoice = true;
                choice();
            } else {
                json.skipChildren();
            }
        }
    }

    private void choice() {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "finish_reason" -> part.finishReason = text(value);
                case "delta", "message" -> message(value);
                default -> json.skipChildren();
            }
        }
    }

    private void message(JsonToken start) {
        if (start != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "content" -> part.text = content(value);
                // "reasoning" is how some compatible servers name it.
                case "reasoning_content", "reasoning" -> part.reasoning = text(value);
                case "tool_calls" -> calls(value);
                default -> json.skipChildren();
            }
        }
    }

    private @Nullable String content(JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            return text(value);
        }
        StringBuilder joined = new StringBuilder();
        for (JsonNode item : json.<JsonNode>readValueAsTree()) {
            joined.append(item.path("text").asString(""));
        }
        return joined.toString();
    }

    private void calls(JsonToken value) {
        if (value != JsonToken.START_ARRAY) {
            json.skipChildren();
            return;
        }
        for (JsonToken item = json.nextToken(); item != JsonToken.END_ARRAY; item = json.nextToken()) {
            if (item == JsonToken.START_OBJECT) {
                ReplyPart.CallPart call = call();
                if (call.isFunction) {
                    part.calls.add(call);
                }
            } else {
                json.skipChildren();
            }
        }
    }

    private ReplyPart.CallPart call() {
        ReplyPart.CallPart call = new ReplyPart.CallPart();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "index" -> call.index = value == JsonToken.VALUE_NULL ? -1 : (int) number(value);
                case "id" -> call.id = orEmpty(text(value));
                case "function" -> function(value, call);
                default -> json.skipChildren();
            }
        }
        return call;
    }

    private void function(JsonToken start, ReplyPart.CallPart call) {
        if (start != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        call.isFunction = true;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "name" -> call.name = orEmpty(text(value));
                // A text by the protocol; some gateways send the object itself.
                case "arguments" ->
                    call.arguments =
                            value.isStructStart() ? json.readValueAsTree().toString() : orEmpty(text(value));
                default -> json.skipChildren();
            }
        }
    }

    private void usage(JsonToken start) {
        if (start != JsonToken.START_OBJECT) {
            json.skipChildren();
            return;
        }
        long prompt = 0;
        long completion = 0;
        long total = 0;
        long cached = 0;
        long reasoning = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            switch (name) {
                case "prompt_tokens" -> prompt = number(value);
                case "completion_tokens" -> completion = number(value);
                case "total_tokens" -> total = number(value);
                case "prompt_tokens_details" -> cached = detail(value, "cached_tokens");
                case "completion_tokens_details" -> reasoning = detail(value, "reasoning_tokens");
                default -> json.skipChildren();
            }
        }
        // A negative count is a fault of the service and no cost.
        if (prompt >= 0 && completion >= 0 && total >= 0) {
            part.usage = new Usage(prompt, completion, total, Math.max(cached, 0), Math.max(reasoning, 0));
        }
    }

    private long detail(JsonToken start, String wanted) {
        if (start != JsonToken.START_OBJECT) {
            json.skipChildren();
            return 0;
        }
        long found = 0;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean isWanted = json.currentName().equals(wanted);
            JsonToken value = json.nextToken();
            if (isWanted) {
                found = number(value);
            } else {
                json.skipChildren();
            }
        }
        return found;
    }

    /** Every event of a stream repeats these; they are made into strings once. */
    private @Nullable String identity(JsonToken value) {
        if (part.identified && value.isScalarValue()) {
            return null;
        }
        return text(value);
    }

    private @Nullable String text(JsonToken value) {
        if (value == JsonToken.VALUE_NULL) {
            return null;
        }
        if (value.isScalarValue()) {
            return json.getString();
        }
        json.skipChildren();
        return null;
    }

    private long number(JsonToken value) {
        if (value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_NUMBER_FLOAT) {
            return (long) json.getDoubleValue();
        }
        String text = text(value);
        if (text == null || !text.matches("-?\\d{1,15}")) {
            return 0;
        }
        return Long.parseLong(text);
    }

    private @Nullable JsonNode tree(JsonToken value) {
        return value == JsonToken.VALUE_NULL ? null : json.readValueAsTree();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
