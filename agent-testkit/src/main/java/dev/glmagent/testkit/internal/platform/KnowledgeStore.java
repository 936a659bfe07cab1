package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.internal.Json;
import dev.glmagent.testkit.internal.chat.AnswerIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Knowledge bases and their documents. A document is embedded as soon as it is uploaded. */
final class KnowledgeStore {

    static final int TOTAL_WORDS = 500_000;
    static final long TOTAL_BYTES = 1_000_000_000;
    static final int SENTENCE_SIZE = 300;

    /** What is unreadable fails as the platform's embedding does. */
    private static final char BINARY = '\u0000';

    record Base(String id, ObjectNode fields) {}

    record Document(String id, String base, String name, String text, int sentenceSize, boolean readable) {

        ObjectNode describe() {
            ObjectNode json = Json.object()
                    .put("id", id)
                    .put("knowledge_id", base)
                    .put("name", name)
                    .put("url", "")
                    .put("length", text.length())
                    .put("word_num", text.codePointCount(0, text.length()))
                    .put("sentence_size", sentenceSize)
                    .put("embedding_stat", readable ? 1 : 2);
            json.putArray("custom_separator");
            if (!readable) {
                json.putObject("failInfo").put("embedding_code", 10001).put("embedding_msg", "知识不可用，文档损坏");
            }
            return json;
        }
    }

    private final AnswerIds ids;
    private final Map<String, Base> bases = new LinkedHashMap<>();
    private final Map<String, Document> documents = new LinkedHashMap<>();

    KnowledgeStore(AnswerIds ids) {
        this.ids = ids;
    }

    synchronized String create(JsonNode fields) {
        String id = ids.digits();
        bases.put(id, new Base(id, ((ObjectNode) fields).deepCopy()));
        return id;
    }

    synchronized boolean exists(String base) {
        return bases.containsKey(base);
    }

    synchronized boolean edit(String id, JsonNode fields) {
        Base base = bases.get(id);
        if (base != null) {
            base.fields.setAll((ObjectNode) fields);
        }
        return base != null;
    }

    synchronized boolean remove(String id) {
        documents.values().removeIf(document -> document.base.equals(id));
        return bases.remove(id) != null;
    }

    synchronized Optional<ObjectNode> describe(String id) {
        return Optional.ofNullable(bases.get(id)).map(this::describe);
    }

    synchronized List<ObjectNode> bases() {
        return bases.values().stream().map(this::describe).toList();
    }

    private ObjectNode describe(Base base) {
        List<Document> held = documents(base.id);
        ObjectNode json = Json.object().put("id", base.id);
        json.setAll(base.fields);
        return json.put("document_size", held.size())
                .put(
                        "length",
                        held.stream()
                                .mapToInt(document -> document.text.length())
                                .sum())
                .put("word_num", words(held));
    }

    static int words(List<Document> documents) {
        return documents.stream()
                .mapToInt(document -> document.text.codePointCount(0, document.text.length()))
                .sum();
    }

    synchronized Document add(String base, String name, String text, int sentenceSize) {
        boolean readable = text.indexOf(BINARY) < 0 && !text.isBlank();
        Document document = new Document(ids.digits(), base, name, text, sentenceSize, readable);
        documents.put(document.id, document);
        return document;
    }

    synchronized Optional<Document> document(String id) {
        return Optional.ofNullable(documents.get(id));
    }

    synchronized boolean removeDocument(String id) {
        return documents.remove(id) != null;
    }

    synchronized boolean recut(String id, int sentenceSize) {
        Document old = documents.get(id);
        if (old != null) {
            documents.put(id, new Document(id, old.base, old.name, old.text, sentenceSize, old.readable));
        }
        return old != null;
    }

    synchronized List<Document> documents(String base) {
        return documents.values().stream()
                .filter(document -> base.isEmpty() || document.base.equals(base))
                .toList();
    }

    /** The passages nearest to a question. */
    List<Chunks.Hit> search(List<String> bases, String question, int most) {
        List<Chunks.Hit> passages = new ArrayList<>();
        for (String base : bases) {
            for (Document document : documents(base)) {
                List<String> cut = document.readable ? Chunks.cut(document.text, document.sentenceSize) : List.of();
                for (int i = 0; i < cut.size(); i++) {
                    passages.add(new Chunks.Hit(document.id, i, cut.get(i), 0));
                }
            }
        }
        return Chunks.nearest(passages, question, most);
    }
}
