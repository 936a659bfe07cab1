package dev.glmagent.internal;

import dev.glmagent.chat.Message;
import dev.glmagent.chat.MessageJson;
import dev.glmagent.internal.SessionRecord.Ended;
import dev.glmagent.internal.SessionRecord.Opened;
import dev.glmagent.internal.SessionRecord.Over;
import dev.glmagent.internal.SessionRecord.Saved;
import dev.glmagent.internal.SessionRecord.Started;
import dev.glmagent.loop.RunState;
import dev.glmagent.tool.ToolResult;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** {@link SessionRecord} as one line of JSON, by hand: stores keep it for years, so it must not change when a record does. */
final class SessionRecordJson {

    private static final int FORMAT = 1;

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private SessionRecordJson() {}

    static String write(SessionRecord record) {
        ObjectNode json = MAPPER.createObjectNode().put("format", FORMAT);
        if (record instanceof Opened opened) {
            json.put("kind", "opened")
                    .put("run", opened.runId())
                    .put("until", opened.until().toString());
            writeProgress(json, opened.messages(), opened.state());
        } else if (record instanceof Saved saved) {
            json.put("kind", "saved");
            writeProgress(json, saved.messages(), Optional.of(saved.state()));
        } else if (record instanceof Started started) {
            json.put("kind", "started").put("call", started.callId()).put("tool", started.tool());
        } else if (record instanceof Ended ended) {
            json.put("kind", "ended")
                    .put("call", ended.callId())
                    .put("text", ended.result().text())
                    .put("error", ended.result().isError())
                    .put("isAnswer", ended.result() instanceof ToolResult.Ok ok && ok.isAnswer());
        } else if (record instanceof Over over) {
            json.put("kind", "over");
            writeProgress(json, over.messages(), over.state());
        }
        return wellFormed(json.toString());
    }

    private static void writeProgress(ObjectNode json, List<Message> messages, Optional<RunState> state) {
        ArrayNode array = json.putArray("messages");
        messages.forEach(message -> array.addRawValue(new RawValue(MessageJson.write(message))));
        state.ifPresent(it -> json.putRawValue(
                "state", new RawValue(it.withMessages(List.of()).toJson())));
    }

    /** Half a character, as a model cut off may leave it, is no UTF-8; inside a JSON string its escape says the same. */
    private static String wellFormed(String json) {
        StringBuilder text = new StringBuilder(json.length());
        json.codePoints().forEach(point -> {
            if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
                text.append(String.format("\\u%04X", point));
            } else {
                text.appendCodePoint(point);
            }
        });
        return text.toString();
    }

    static SessionRecord read(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            int format = json.path("format").asInt(0);
            if (format != FORMAT) {
                throw new IllegalArgumentException(
                        "A session's record has the format " + format + "; this program reads " + FORMAT + "."
                                + (format > FORMAT ? " Fix: use the newer program that wrote it." : ""));
            }
            String kind = json.required("kind").asString();
            return switch (kind) {
                case "opened" ->
                    new Opened(
                            json.required("run").asString(),
                            Instant.parse(json.required("until").asString()),
                            messages(json),
                            state(json));
                case "saved" -> new Saved(messages(json), state(json).orElseThrow(() -> noRecord("no state", text)));
                case "started" ->
                    new Started(
                            json.required("call").asString(),
                            json.required("tool").asString());
                case "ended" -> new Ended(json.required("call").asString(), result(json));
                case "over" -> new Over(messages(json), state(json));
                default -> throw noRecord("the kind \"" + kind + "\"", text);
            };
        } catch (JacksonException | DateTimeException e) {
            throw new IllegalArgumentException("A session's record is damaged: " + e.getMessage(), e);
        }
    }

    private static IllegalArgumentException noRecord(String what, String text) {
        return new IllegalArgumentException(
                "A session's record has " + what + ": " + text.substring(0, Math.min(text.length(), 80)));
    }

    private static List<Message> messages(JsonNode json) {
        List<Message> messages = new ArrayList<>();
        json.required("messages").forEach(message -> messages.add(MessageJson.read(message.toString())));
        return messages;
    }

    private static Optional<RunState> state(JsonNode json) {
        return Optional.ofNullable(json.get("state")).map(state -> RunState.fromJson(state.toString()));
    }

    private static ToolResult result(JsonNode json) {
        String text = json.required("text").asString();
        if (json.required("error").asBoolean()) {
            return ToolResult.error(text);
        }
        return new ToolResult.Ok(
                text, Optional.empty(), json.required("isAnswer").asBoolean());
    }
}
