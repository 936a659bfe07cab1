package dev.glmagent.glm.embedding;

import dev.glmagent.chat.Usage;
import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.Readers;
import dev.glmagent.glm.internal.Transport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes vectors of texts. Thread-safe; made by {@link dev.glmagent.glm.Glm#embeddings()}.
 *
 * <pre>{@code
 * EmbeddingReply reply = glm.embeddings().embed(EmbeddingRequest.of("embedding-3", "Rhine", "Danube").withDimensions(256));
 * double close = reply.embeddings().get(0).cosine(reply.embeddings().get(1));
 * }</pre>
 */
public final class EmbeddingApi {

    /** GLM's documents: embedding-3 takes 64 texts a request. */
    private static final int TEXTS = 64;
    /** GLM's documents: embedding-2 takes 8K tokens a request and 512 a text, which 16 texts never exceed. */
    private static final int TEXTS_OF_EMBEDDING_2 = 16;

    private final Transport transport;

    /**
     * Not for use from outside.
     *
     * @param transport calls the platform
     */
    public EmbeddingApi(Transport transport) {
        this.transport = transport;
    }

    private record Body(String model, List<String> input, Optional<Integer> dimensions) {}

    /** Lives from the wire to the vector, and is compared with nothing. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Item(int index, float[] embedding) {}

    private record Page(String model, List<Item> data, Optional<Usage> usage) {}

    /**
     * Makes one vector for each text. More texts than the platform takes at once go in several requests, one after another:
     * 64 a request, 16 for {@code embedding-2}.
     *
     * @param request the texts
     * @return the vectors in the order of the texts
     * @throws GlmException when the platform refuses one of the requests
     */
    public EmbeddingReply embed(EmbeddingRequest request) {
        int most = request.model().equals("embedding-2") ? TEXTS_OF_EMBEDDING_2 : TEXTS;
        List<String> texts = request.texts();
        List<Embedding> all = new ArrayList<>(texts.size());
        Usage usage = new Usage(0, 0, 0, 0, 0);
        String model = "";
        for (int from = 0; from < texts.size(); from += most) {
            Page page = embed(request, texts.subList(from, Math.min(from + most, texts.size())));
            page.data().stream()
                    .sorted(Comparator.comparingInt(Item::index))
                    .forEach(item -> all.add(new Embedding(item.embedding())));
            usage = page.usage().map(usage::plus).orElse(usage);
            model = page.model();
        }
        return new EmbeddingReply(model, all, usage);
    }

    private Page embed(EmbeddingRequest request, List<String> texts) {
        // No request_id: services that only speak the same protocol do not know it.
        Page page = transport.call(
                ApiRequest.post("embeddings")
                        .json(new Body(request.model(), texts, request.dimensions()))
                        .repeatable(),
                Readers.json(Page.class));
        if (page.data().size() != texts.size()) {
            throw new GlmException.Protocol(
                    "Asked for the vectors of " + texts.size() + " texts, got "
                            + page.data().size() + ".",
                    GlmException.Exchange.NONE);
        }
        return page;
    }
}
