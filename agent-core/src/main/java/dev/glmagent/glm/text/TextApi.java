package dev.glmagent.glm.text;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.Usage;
import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.ChatBodies;
import dev.glmagent.glm.internal.Readers;
import dev.glmagent.glm.internal.ResponseReader;
import dev.glmagent.glm.internal.Transport;
import java.util.List;
import java.util.Optional;

/**
 * The platform's small services on texts. Thread-safe; made by {@link dev.glmagent.glm.Glm#texts()}.
 *
 * <pre>{@code
 * List<WebResult> pages = glm.texts().searchWeb(WebSearchRequest.of("Rhine water level").withCount(5));
 * List<Ranked> best = glm.texts().rerank("How high is the Rhine?", contents, 3);
 * long tokens = glm.texts().countTokens("glm-4-air", ChatRequest.of(UserMessage.of("你好")));
 * boolean fine = glm.texts().moderate(answer).riskLevel() == Verdict.Level.PASS;
 * }</pre>
 */
public final class TextApi {

    /** GLM's documents. */
    private static final int MOST_DOCUMENTS = 128;

    private final Transport transport;

    /**
     * Not for use from outside.
     *
     * @param transport calls the platform
     */
    public TextApi(Transport transport) {
        this.transport = transport;
    }

    private record Found(List<WebResult> searchResult) {}

    private record Ranking(String model, String query, List<String> documents, int topN) {}

    private record Ranks(List<Ranked> results) {}

    private record Counted(Optional<Usage> usage) {}

    private record Judged(String model, String input) {}

    private record Verdicts(List<Verdict> resultList) {}

    /**
     * Searches the web. Each search is billed.
     *
     * @param request what is looked for
     * @return the pages, best first; empty when there is none
     * @throws GlmException when the platform does not search
     */
    public List<WebResult> searchWeb(WebSearchRequest request) {
        return post("web_search", request, Readers.json(Found.class)).searchResult();
    }

    /**
     * Orders texts by how well they answer a question, to choose from what a search or vectors found.
     *
     * @param query the question, at most 4096 characters
     * @param documents the texts, at most 128 of at most 4096 characters
     * @param most how many are wanted; 0 for all
     * @return the best first
     * @throws IllegalArgumentException when there are no texts, or too many
     * @throws GlmException when the platform does not order them
     */
    public List<Ranked> rerank(String query, List<String> documents, int most) {
        if (documents.isEmpty() || documents.size() > MOST_DOCUMENTS) {
            throw new IllegalArgumentException(documents.size() + " texts; the platform orders 1 to 128."
                    + " Fix: choose fewer by their vectors first.");
        }
        return post("rerank", new Ranking("rerank", query, documents, most), Readers.json(Ranks.class))
                .results();
    }

    /**
     * Counts the tokens that a conversation and its tools cost as prompt.
     *
     * @param model the model that would read them; the newer ones only
     * @param request the conversation
     * @return how many
     * @throws GlmException when the platform does not count for this model
     */
    public long countTokens(String model, ChatRequest request) {
        return post("tokenizer", ChatBodies.question(model, request), Readers.json(Counted.class))
                .usage()
                .map(Usage::promptTokens)
                .orElseThrow(() ->
                        new GlmException.Protocol("The reply holds no count of tokens.", GlmException.Exchange.NONE));
    }

    /**
     * Judges whether a text is safe to show.
     *
     * @param text the text
     * @return the platform's verdict
     * @throws GlmException when the platform does not judge
     */
    public Verdict moderate(String text) {
        List<Verdict> verdicts = post("moderations", new Judged("moderation", text), Readers.json(Verdicts.class))
                .resultList();
        if (verdicts.isEmpty()) {
            throw new GlmException.Protocol("The reply holds no verdict.", GlmException.Exchange.NONE);
        }
        return verdicts.get(0);
    }

    private <T> T post(String path, Object body, ResponseReader<T> reader) {
        return transport.call(ApiRequest.post(path).json(body).withRequestId().repeatable(), reader);
    }
}
