package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.internal.ApiCall;
import dev.glmagent.testkit.internal.Json;
import dev.glmagent.testkit.internal.http.HttpReply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The second generation, under {@code llm-application/open}: its own envelope, and errors inside HTTP 200. */
final class KnowledgeV2 {

    private final KnowledgeStore store;
    private final Clock clock;

    KnowledgeV2(KnowledgeStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    private HttpReply ok(@Nullable JsonNode data) {
        ObjectNode body = Json.object();
        if (data != null) {
            body.set("data", data);
        }
        return envelope(body, 200, "请求成功");
    }

    private HttpReply error(int code, String message) {
        return envelope(Json.object(), code, message);
    }

    private HttpReply envelope(ObjectNode body, int code, String message) {
        return HttpReply.json(
                200,
                body.put("code", code)
                        .put("message", message)
                        .put("timestamp", clock.millis())
                        .toString());
    }

    private HttpReply unknownBase() {
        return error(100013, "知识库不存在");
    }

    HttpReply create(ApiCall call) {
        JsonNode fields = call.json();
        if (fields.path("name").stringValue("").isEmpty()
                || !fields.path("embedding_id").isInt()) {
            return error(400, "name 和 embedding_id 不能为空");
        }
        return ok(Json.object().put("id", store.create(fields)));
    }

    HttpReply list(ApiCall call) {
        return ok(KnowledgeV1.paged(store.bases(), call, "size"));
    }

    HttpReply get(ApiCall call) {
        return store.describe(call.id()).map(this::ok).orElseGet(this::unknownBase);
    }

    HttpReply edit(ApiCall call) {
        return store.edit(call.id(), call.json()) ? ok(null) : unknownBase();
    }

    HttpReply delete(ApiCall call) {
        return store.remove(call.id()) ? ok(null) : unknownBase();
    }

    HttpReply capacity(ApiCall ignoredCall) {
        return ok(KnowledgeV1.capacity(store));
    }

    HttpReply upload(ApiCall call) {
        if (!store.exists(call.id())) {
            return unknownBase();
        }
        Form form = Form.read(call.request());
        Optional<Form.File> file = form.file("files");
        if (file.isEmpty()) {
            return error(400, "Required part 'files' is not present.");
        }
        int size = KnowledgeV1.sentenceSize(form.field("sentence_size").orElse("" + KnowledgeStore.SENTENCE_SIZE));
        KnowledgeStore.Document document =
                store.add(call.id(), file.get().name(), file.get().text(), size);
        ObjectNode data = Json.object();
        data.putArray("successInfos")
                .addObject()
                .put("documentId", document.id())
                .put("fileName", document.name())
                .put("url", "");
        data.putArray("failedInfos");
        return ok(data);
    }

    HttpReply documents(ApiCall call) {
        String base = call.parameter("knowledge_id").orElse("");
        if (!store.exists(base)) {
            return unknownBase();
        }
        String word = call.parameter("word").orElse("");
        List<ObjectNode> all = store.documents(base).stream()
                .filter(document -> document.name().contains(word))
                .map(KnowledgeStore.Document::describe)
                .toList();
        return ok(KnowledgeV1.paged(all, call, "size"));
    }

    HttpReply document(ApiCall call) {
        return ofDocument(call, document -> ok(document.describe()));
    }

    HttpReply deleteDocument(ApiCall call) {
        return ofDocument(call, document -> {
            store.removeDocument(document.id());
            return ok(null);
        });
    }

    HttpReply embed(ApiCall call) {
        return ofDocument(call, ignoredDocument -> ok(null));
    }

    private HttpReply ofDocument(ApiCall call, Function<KnowledgeStore.Document, HttpReply> then) {
        return store.document(call.id()).map(then).orElseGet(() -> error(100014, "文档不存在"));
    }

    HttpReply retrieve(ApiCall call) {
        JsonNode request = call.json();
        String query = request.path("query").stringValue("");
        List<String> bases = new ArrayList<>();
        request.path("knowledge_ids").values().forEach(id -> bases.add(id.asString("")));
        if (query.isEmpty() || query.length() > 1000 || bases.isEmpty()) {
            return error(400, "query 和 knowledge_ids 不能为空");
        }
        if (!bases.stream().allMatch(store::exists)) {
            return unknownBase();
        }
        ArrayNode data = Json.MAPPER.createArrayNode();
        for (Chunks.Hit hit : store.search(bases, query, request.path("top_k").intValue(8))) {
            KnowledgeStore.Document document = store.document(hit.document()).orElseThrow();
            String id = UUID.nameUUIDFromBytes((hit.document() + "/" + hit.index()).getBytes(StandardCharsets.UTF_8))
                    .toString();
            ObjectNode item =
                    data.addObject().put("id", id).put("text", hit.text()).put("score", hit.score());
            item.putArray("medias");
            item.putObject("metadata")
                    .put("_id", id)
                    .put("knowledge_id", document.base())
                    .put("doc_id", document.id())
                    .put("doc_name", document.name())
                    .put("doc_type", document.name().replaceFirst(".*\\.", ""))
                    .put("doc_url", "")
                    .put("index", hit.index());
        }
        return ok(data);
    }
}
