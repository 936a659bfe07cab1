package dev.glmagent.testkit.internal.chat;

import dev.glmagent.testkit.Fault.Kind;
import dev.glmagent.testkit.Profile;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.internal.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The chunks of one streamed answer, in the layouts recorded for each {@link Profile}. */
final class ChatStream {

    private final ChatWriter writer;
    private final Profile profile;
    private final JsonNode request;
    private final Quirks quirks;
    private final String id;
    private final String model;
    private final long created;
    private final List<String> chunks = new ArrayList<>();

    private ChatStream(ChatWriter writer, JsonNode request, Quirks quirks) {
        this.writer = writer;
        this.profile = writer.profile();
        this.request = request;
        this.quirks = quirks;
        this.id = writer.ids().next();
        this.model = request.path("model").asString();
        this.created = writer.ids().now().getEpochSecond();
    }

    /** The JSON texts of the chunks, in order, without {@code [DONE]}. */
    static List<String> chunks(
            ChatWriter writer, JsonNode request, Reply.Answer answer, Grounding grounding, Quirks quirks) {
        ChatStream stream = new ChatStream(writer, request, quirks);
        stream.write(answer, grounding);
        return stream.chunks;
    }

    private void write(Reply.Answer answer, Grounding grounding) {
        if (answer.reasoning() != null) {
            TextPieces.of(answer.reasoning())
                    .forEach(piece -> chunk(null, delta -> delta.put("reasoning_content", piece)));
        }
        if (answer.text() != null) {
            List<String> pieces = answer.pieces().isEmpty() ? TextPieces.of(answer.text()) : answer.pieces();
            pieces.forEach(piece -> chunk(null, delta -> delta.put("content", piece)));
        }
        for (int i = 0; i < answer.calls().size(); i++) {
            call(answer.calls().get(i), i);
        }
        close(answer, grounding);
        if (quirks.has(Kind.DOUBLE_FINISH)) {
            close(answer, grounding);
        }
    }

    private void call(Reply.Call call, int number) {
        if (inPieces()) {
            chunk(
                    null,
                    delta -> writer.head(delta.putArray("tool_calls").addObject(), id, number, number, quirks)
                            .put("name", call.name())
                            .put("arguments", ""));
            TextPieces.of(call.argumentsJson())
                    .forEach(piece -> chunk(
                            null,
                            delta -> delta.putArray("tool_calls")
                                    .addObject()
                                    .put("index", quirks.has(Kind.CALL_INDEX_MINUS_ONE) ? -1 : number)
                                    .putObject("function")
                                    .put("arguments", piece)));
            return;
        }
        int index = profile == Profile.GLM45_2025 ? -1 : number;
        // Until 2025 the chunk with the call already finished the answer, and the closing chunk did so again.
        String finish = profile == Profile.GLM5_2026 ? null : "tool_calls";
        chunk(finish, delta -> {
            if (profile == Profile.GLM45_2025) {
                delta.remove("role");
            }
            writer.head(delta.putArray("tool_calls").addObject(), id, number, index, quirks)
                    .put("name", call.name())
                    .put("arguments", call.argumentsJson());
        });
    }

    /** {@code tool_stream} is ignored by the models before 4.6. */
    private boolean inPieces() {
        String name = model.toLowerCase(Locale.ROOT);
        boolean offered = name.startsWith("glm-4.6") || name.startsWith("glm-4.7") || name.startsWith("glm-5");
        return offered && request.path("tool_stream").booleanValue(false);
    }

    private void close(Reply.Answer answer, Grounding grounding) {
        ObjectNode chunk = frame();
        if (!quirks.has(Kind.EMPTY_CHOICES)) {
            choice(chunk, ChatWriter.finishReason(answer)).put("content", "");
        }
        if (!quirks.has(Kind.WITHOUT_USAGE)) {
            Usage.of(request, answer, grounding.injected()).write(chunk.putObject("usage"), model, profile);
        }
        grounding.sources().ifPresent(sources -> chunk.set("web_search", sources));
        chunks.add(chunk.toString());
    }

    private void chunk(@Nullable String finish, Consumer<ObjectNode> content) {
        ObjectNode chunk = frame();
        if (!quirks.has(Kind.EMPTY_CHOICES)) {
            content.accept(choice(chunk, finish));
        }
        chunks.add(chunk.toString());
    }

    private ObjectNode frame() {
        ObjectNode chunk = Json.object();
        chunk.put("id", id);
        chunk.put("created", created);
        if (profile == Profile.GLM5_2026) {
            chunk.put("object", "chat.completion.chunk");
        }
        chunk.put("model", model);
        chunk.putArray("choices");
        return chunk;
    }

    private ObjectNode choice(ObjectNode chunk, @Nullable String finish) {
        ObjectNode choice = chunk.withArray("choices").addObject().put("index", 0);
        if (finish != null && !quirks.has(Kind.WITHOUT_FINISH)) {
            choice.put("finish_reason", finish);
        }
        return choice.putObject("delta").put("role", "assistant");
    }
}
