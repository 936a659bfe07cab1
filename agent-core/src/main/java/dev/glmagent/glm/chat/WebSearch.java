package dev.glmagent.glm.chat;

import dev.glmagent.glm.internal.Fields;

/**
 * Searches the web and answers from what it found; {@link GlmReply#sources()} lists it. Costs prompt tokens and a fee a
 * search. Together with a {@link Retrieval} it does nothing. Immutable; each method gives a copy.
 *
 * <pre>{@code
 * WebSearch search = WebSearch.of("search_std").count(5).recency("oneWeek");
 * }</pre>
 */
public final class WebSearch implements ServerTool {

    private final Fields settings;

    private WebSearch(Fields settings) {
        this.settings = settings;
    }

    /**
     * Searches with an engine.
     *
     * @param engine {@code search_std}, {@code search_pro}, {@code search_pro_sogou} or {@code search_pro_quark}
     * @return the tool; it reports its sources
     */
    public static WebSearch of(String engine) {
        return new WebSearch(
                Fields.NONE.with("enable", true).with("search_engine", engine).with("search_result", true));
    }

    /**
     * Searches for this instead of what the conversation is about.
     *
     * @param query the words
     * @return a copy
     */
    public WebSearch query(String query) {
        return with("search_query", query);
    }

    /**
     * Whether to search only when the question seems to need it.
     *
     * @param onlyIfNeeded false searches always
     * @return a copy
     */
    public WebSearch onlyIfNeeded(boolean onlyIfNeeded) {
        return with("search_intent", onlyIfNeeded);
    }

    /**
     * How many pages to look at.
     *
     * @param pages 1 to 50; sogou takes 10, 20, 30, 40 or 50
     * @return a copy
     */
    public WebSearch count(int pages) {
        if (pages < 1 || pages > 50) {
            throw new IllegalArgumentException("count is " + pages + ". Fix: give 1 to 50.");
        }
        return with("count", pages);
    }

    /**
     * Looks at one site only.
     *
     * @param domain its name
     * @return a copy
     */
    public WebSearch domain(String domain) {
        return with("search_domain_filter", domain);
    }

    /**
     * Looks at pages not older than this.
     *
     * @param since {@code oneDay}, {@code oneWeek}, {@code oneMonth}, {@code oneYear} or {@code noLimit}
     * @return a copy
     */
    public WebSearch recency(String since) {
        return with("search_recency_filter", since);
    }

    /**
     * How much of each page the model sees.
     *
     * @param size {@code medium} or {@code high}
     * @return a copy
     */
    public WebSearch contentSize(String size) {
        return with("content_size", size);
    }

    /**
     * Answers from what was found and from nothing else.
     *
     * @return a copy
     */
    public WebSearch required() {
        return with("require_search", true);
    }

    /**
     * Tells the model how to use what was found.
     *
     * @param prompt the instruction, in place of GLM's own
     * @return a copy
     */
    public WebSearch prompt(String prompt) {
        return with("search_prompt", prompt);
    }

    /**
     * Whether the sources come before or after the answer.
     *
     * @param sequence {@code before} or {@code after}
     * @return a copy
     */
    public WebSearch resultSequence(String sequence) {
        return with("result_sequence", sequence);
    }

    private WebSearch with(String name, Object value) {
        return new WebSearch(settings.with(name, value));
    }

    @Override
    public String type() {
        return "web_search";
    }

    @Override
    public String settings() {
        return settings.toString();
    }

    @Override
    public String toString() {
        return "WebSearch" + settings;
    }
}
