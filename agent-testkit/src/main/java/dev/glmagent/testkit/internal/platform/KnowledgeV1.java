package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.internal.ApiCall;
import dev.glmagent.testkit.internal.GlmError;
import dev.glmagent.testkit.internal.Json;
import dev.glmagent.testkit.internal.http.HttpReply;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The first generation of the knowledge API: {@code knowledge}, {@code document} and files with purpose retrieval. */
final class KnowledgeV1 {

    private final KnowledgeStore store;

    KnowledgeV1(KnowledgeStore store) {
        this.store = store;
    }

    HttpReply create(ApiCall call) {
        JsonNode fields = call.json();
        String name = fields.path("name").stringValue("");
        if (!fields.path("embedding_id").isInt()) {
            throw GlmError.missing("embedding_id").refused();
        }
        if (name.isEmpty()) {
            throw GlmError.missing("name").refused();
        }
        if (name.length() > 100 || fields.path("description").stringValue("").length() > 500) {
            throw GlmError.illegal(name.length() > 100 ? "name" : "description").refused();
        }
        return HttpReply.json(200, Json.object().put("id", store.create(fields)).toString());
    }

    HttpReply edit(ApiCall call) {
        return done(store.edit(call.id(), call.json()));
    }

    HttpReply delete(ApiCall call) {
        return done(store.remove(call.id()));
    }

    HttpReply list(ApiCall call) {
        return HttpReply.json(200, paged(store.bases(), call, "size").toString());
    }

    HttpReply capacity(ApiCall ignoredCall) {
        return HttpReply.json(200, capacity(store).toString());
    }

    static ObjectNode capacity(KnowledgeStore store) {
        List<KnowledgeStore.Document> all = store.documents("");
        ObjectNode body = Json.object();
        body.putObject("used")
                .put("word_num", KnowledgeStore.words(all))
                .put(
                        "length",
                        all.stream()
                                .mapToInt(document -> document.text().length())
                                .sum());
        body.putObject("total").put("word_num", KnowledgeStore.TOTAL_WORDS).put("length", KnowledgeStore.TOTAL_BYTES);
        return body;
    }

    HttpReply upload(Form form) {
        String base = form.field("knowledge_id")
                .orElseThrow(() -> GlmError.missing("knowledge_id").refused());
        if (!store.exists(base)) {
            throw GlmError.illegal("knowledge_id").refused();
        }
        Form.File file =
                form.file("file").orElseThrow(() -> GlmError.missing("file").refused());
        int size = sentenceSize(form.field("sentence_size").orElse("" + KnowledgeStore.SENTENCE_SIZE));
        KnowledgeStore.Document document = store.add(base, file.name(), file.text(), size);
        ObjectNode body = Json.object();
        body.putArray("successInfos")
                .addObject()
                .put("documentId", document.id())
                .put("filename", document.name());
        body.putArray("failedInfos");
        return HttpReply.json(200, body.toString());
    }

    static int sentenceSize(String size) {
        if (!size.matches("\\d{2,4}") || Integer.parseInt(size) < 20 || Integer.parseInt(size) > 2000) {
            throw GlmError.illegal("sentence_size").refused();
        }
        return Integer.parseInt(size);
    }

    HttpReply documents(ApiCall call) {
        String base = call.parameter("knowledge_id")
                .orElseThrow(() -> GlmError.missing("knowledge_id").refused());
        List<ObjectNode> all = store.documents(base).stream()
                .map(KnowledgeStore.Document::describe)
                .toList();
        return HttpReply.json(200, paged(all, call, "limit").toString());
    }

    HttpReply document(ApiCall call) {
        return HttpReply.json(
                200,
                store.document(call.id())
                        .orElseThrow(() -> GlmError.illegal("document_id").refused())
                        .describe()
                        .toString());
    }

    HttpReply editDocument(ApiCall call) {
        return done(store.recut(
                call.id(), sentenceSize(call.json().path("sentence_size").asString("300"))));
    }

    HttpReply deleteDocument(ApiCall call) {
        return done(store.removeDocument(call.id()));
    }

    /** Edits and deletes are answered by the HTTP status alone. */
    private static HttpReply done(boolean known) {
        if (!known) {
            throw GlmError.illegal("id").refused();
        }
        return HttpReply.json(200, "{}");
    }

    static ObjectNode paged(List<ObjectNode> all, ApiCall call, String sizeName) {
        int page = call.number("page", 1, 1, 1_000_000);
        int size = call.number(sizeName, 10, 1, 100);
        int from = (int) Math.min(all.size(), (page - 1L) * size);
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("list");
        all.subList(from, Math.min(all.size(), from + size)).forEach(list::add);
        return body.put("object", "list").put("total", all.size());
    }
}
