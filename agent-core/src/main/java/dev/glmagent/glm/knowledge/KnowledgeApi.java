package dev.glmagent.glm.knowledge;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.Multipart;
import dev.glmagent.glm.internal.Pages;
import dev.glmagent.glm.internal.Polling;
import dev.glmagent.glm.internal.Readers;
import dev.glmagent.glm.internal.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Documents on the platform that models look things up in. Thread-safe; made by {@link dev.glmagent.glm.Glm#knowledge()}.
 *
 * <pre>{@code
 * String id = glm.knowledge().create(KnowledgeRequest.of("Manuals"));
 * UploadReport report = glm.knowledge().upload(id, Path.of("pump.pdf"), UploadOptions.automatic(), sent -> {});
 * glm.knowledge().awaitDocument(report.successInfos().get(0).documentId(), Duration.ofMinutes(5));
 * ChatModel expert = glm.chatModel("glm-4").with(ChatOptions.of().serverTool(Retrieval.of(id)));
 * }</pre>
 *
 * <p>These are the platform's newer addresses, which stand beside those of the models on the same host and answer mistakes
 * with HTTP 200; here such an answer is a {@link GlmException} like any other.
 */
public final class KnowledgeApi {

    private static final String OPEN = "/api/llm-application/open/";
    private static final String BASES = OPEN + "knowledge";
    private static final String DOCUMENTS = OPEN + "document";
    private static final int PAGE = 50;
    /** The limit of a chat would cut a large document. */
    private static final Duration UPLOAD_LIMIT = Duration.ofHours(1);

    private final Transport transport;

    /**
     * Not for use from outside.
     *
     * @param transport calls the platform
     */
    public KnowledgeApi(Transport transport) {
        this.transport = transport;
    }

    private record Created(Optional<Id> data) {}

    private record Id(String id) {}

    private record BaseAnswer(Optional<KnowledgeBase> data) {}

    private record Bases(Optional<BaseList> data) {}

    private record BaseList(List<KnowledgeBase> list, long total) {}

    private record CapacityAnswer(Optional<Room> data) {}

    private record Room(Optional<Capacity.Amount> used, Optional<Capacity.Amount> total) {}

    private record Uploaded(Optional<UploadReport> data) {}

    private record DocumentAnswer(Optional<KnowledgeDocument> data) {}

    private record Documents(Optional<DocumentList> data) {}

    private record DocumentList(List<KnowledgeDocument> list, long total) {}

    private record Question(String query, List<String> knowledgeIds, int topK) {}

    private record Found(List<Chunk> data) {}

    private record Chunk(String text, double score, Optional<Origin> metadata) {}

    private record Origin(String docId, String docName) {}

    /**
     * Makes a knowledge base.
     *
     * @param request its name and settings
     * @return its id
     * @throws GlmException when the platform does not take it
     */
    public String create(KnowledgeRequest request) {
        return required(transport
                        .call(ApiRequest.post(BASES).json(request), Readers.json(Created.class))
                        .data())
                .id();
    }

    /**
     * Changes a knowledge base.
     *
     * @param knowledgeId its id
     * @param request all its settings
     * @throws GlmException when there is no such base (code 100013), or the platform does not take it
     */
    public void update(String knowledgeId, KnowledgeRequest request) {
        transport.call(ApiRequest.put(BASES, knowledgeId).json(request), Readers.none());
    }

    /**
     * What the platform knows of a knowledge base.
     *
     * @param knowledgeId its id
     * @return the base
     * @throws GlmException when there is no such base (code 100013)
     */
    public KnowledgeBase get(String knowledgeId) {
        return required(transport
                .call(ApiRequest.get(BASES, knowledgeId), Readers.json(BaseAnswer.class))
                .data());
    }

    /**
     * All knowledge bases of the account. Pages are fetched while you go through them.
     *
     * @return each iteration asks anew
     */
    public Iterable<KnowledgeBase> list() {
        return Pages.numbered(page -> {
            BaseList bases = required(transport
                    .call(ApiRequest.get(BASES).query("page", page).query("size", PAGE), Readers.json(Bases.class))
                    .data());
            return new Pages.Page<>(bases.list(), (long) page * PAGE < bases.total());
        });
    }

    /**
     * Deletes a knowledge base and its documents.
     *
     * @param knowledgeId its id
     * @throws GlmException when there is no such base (code 100013)
     */
    public void delete(String knowledgeId) {
        transport.call(ApiRequest.delete(BASES, knowledgeId), Readers.none());
    }

    /**
     * How much room the account has.
     *
     * @return what is used, and what there is
     * @throws GlmException when the platform does not say
     */
    public Capacity capacity() {
        Room room = required(transport
                .call(ApiRequest.get(BASES, "capacity"), Readers.json(CapacityAnswer.class))
                .data());
        return new Capacity(required(room.used()), required(room.total()));
    }

    /**
     * Uploads a document.
     *
     * @param knowledgeId the base's id
     * @param document doc, docx, pdf, xlsx, txt …
     * @param options how it is cut into pieces
     * @param progress is told, on this thread, how many bytes have been sent so far
     * @return whether it was taken; it is not searchable yet
     * @throws IllegalArgumentException when there is no such file
     * @throws GlmException when it could not be uploaded
     */
    public UploadReport upload(String knowledgeId, Path document, UploadOptions options, LongConsumer progress) {
        Multipart form = Multipart.of().field("knowledge_type", options.knowledgeType());
        for (String separator : options.customSeparator()) {
            form = form.field("custom_separator", separator);
        }
        return required(transport
                .call(
                        ApiRequest.post(DOCUMENTS + "/upload_document", knowledgeId)
                                .content(form.field("sentence_size", options.sentenceSize())
                                        .file("files", document, progress))
                                .callLimit(UPLOAD_LIMIT),
                        Readers.json(Uploaded.class))
                .data());
    }

    /**
     * The documents of a knowledge base. Pages are fetched while you go through them.
     *
     * @param knowledgeId the base's id
     * @return each iteration asks anew
     */
    public Iterable<KnowledgeDocument> documents(String knowledgeId) {
        return Pages.numbered(page -> {
            DocumentList documents = required(transport
                    .call(
                            ApiRequest.get(DOCUMENTS)
                                    .query("knowledge_id", knowledgeId)
                                    .query("page", page)
                                    .query("size", PAGE),
                            Readers.json(Documents.class))
                    .data());
            return new Pages.Page<>(documents.list(), (long) page * PAGE < documents.total());
        });
    }

    /**
     * What the platform knows of a document.
     *
     * @param documentId its id
     * @return the document
     * @throws GlmException when there is no such document
     */
    public KnowledgeDocument document(String documentId) {
        return document(documentId, ChatContext.blocking());
    }

    private KnowledgeDocument document(String documentId, ChatContext context) {
        return required(transport
                .call(ApiRequest.get(DOCUMENTS, documentId), Readers.json(DocumentAnswer.class), context)
                .data());
    }

    /**
     * Waits until a document can be found. Before that, and for ever when reading it failed, the platform finds nothing in it
     * and does not say so.
     *
     * @param documentId its id
     * @param limit the longest wait
     * @return the document, which is searchable
     * @throws GlmException.InvalidRequest when it cannot be used, saying why
     * @throws GlmException.Timeout when it is not read in time; the platform goes on with it
     */
    public KnowledgeDocument awaitDocument(String documentId, Duration limit) {
        KnowledgeDocument document = Polling.await(
                transport,
                "The document " + documentId,
                limit,
                new Cancellation(),
                context -> Optional.of(document(documentId, context))
                        .filter(seen -> seen.isSearchable() || seen.isUnusable()));
        if (document.isUnusable()) {
            String why = document.failInfo()
                    .map(info -> " (code " + info.embeddingCode() + ": " + info.embeddingMsg() + ")")
                    .orElse("");
            throw new GlmException.InvalidRequest(
                    "The platform cannot use the document \"" + document.name() + "\"" + why
                            + ". Fix: delete it and upload one that is whole.",
                    GlmException.Exchange.NONE);
        }
        return document;
    }

    /**
     * Deletes a document.
     *
     * @param documentId its id
     * @throws GlmException when there is no such document
     */
    public void deleteDocument(String documentId) {
        transport.call(ApiRequest.delete(DOCUMENTS, documentId), Readers.none());
    }

    /**
     * Looks something up without a model.
     *
     * @param knowledgeId the base's id
     * @param query what is looked for, at most 1000 characters
     * @param most how many passages, 1 to 20
     * @return the passages, best first; empty when nothing fits or no document is read yet
     * @throws GlmException when there is no such base (code 100013)
     */
    public List<Passage> search(String knowledgeId, String query, int most) {
        return transport
                .call(
                        ApiRequest.post(BASES + "/retrieve")
                                .json(new Question(query, List.of(knowledgeId), most))
                                .repeatable(),
                        Readers.json(Found.class))
                .data()
                .stream()
                .map(KnowledgeApi::passage)
                .toList();
    }

    private static Passage passage(Chunk chunk) {
        return new Passage(
                chunk.text(),
                chunk.score(),
                chunk.metadata().map(Origin::docId).orElse(""),
                chunk.metadata().map(Origin::docName).orElse(""));
    }

    private static <T> T required(Optional<T> data) {
        return data.orElseThrow(
                () -> new GlmException.Protocol("The reply holds no data.", GlmException.Exchange.NONE));
    }
}
