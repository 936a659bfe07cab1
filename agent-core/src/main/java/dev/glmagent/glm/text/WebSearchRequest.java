package dev.glmagent.glm.text;

import java.util.Optional;

/**
 * What is looked for on the web.
 *
 * @param searchQuery the words, best not more than 70 characters
 * @param searchEngine {@code search_std}, {@code search_pro}, {@code search_pro_sogou} or {@code search_pro_quark}
 * @param searchIntent whether the platform first judges if this needs a search at all, and finds nothing if not
 * @param count how many pages, 1 to 50; 10 unless given
 * @param searchDomainFilter only pages of this domain
 * @param searchRecencyFilter {@code oneDay}, {@code oneWeek}, {@code oneMonth}, {@code oneYear} or {@code noLimit}
 */
public record WebSearchRequest(
        String searchQuery,
        String searchEngine,
        boolean searchIntent,
        Optional<Integer> count,
        Optional<String> searchDomainFilter,
        Optional<String> searchRecencyFilter) {

    /** Checks the words. */
    public WebSearchRequest {
        if (searchQuery.isBlank()) {
            throw new IllegalArgumentException("There is nothing to search for. Fix: give some words.");
        }
    }

    /**
     * Searches with the standard engine, without asking whether that is needed.
     *
     * @param words what is looked for
     * @return the request
     */
    public static WebSearchRequest of(String words) {
        return new WebSearchRequest(words, "search_std", false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The same with another engine, which may cost more.
     *
     * @param name the platform's name of it
     * @return a copy
     */
    public WebSearchRequest withEngine(String name) {
        return new WebSearchRequest(searchQuery, name, searchIntent, count, searchDomainFilter, searchRecencyFilter);
    }

    /**
     * The same with so many pages.
     *
     * @param most 1 to 50
     * @return a copy
     */
    public WebSearchRequest withCount(int most) {
        return new WebSearchRequest(
                searchQuery, searchEngine, searchIntent, Optional.of(most), searchDomainFilter, searchRecencyFilter);
    }

    /**
     * The same with pages of one domain only.
     *
     * @param domain for example {@code example.com}
     * @return a copy
     */
    public WebSearchRequest withDomain(String domain) {
        return new WebSearchRequest(
                searchQuery, searchEngine, searchIntent, count, Optional.of(domain), searchRecencyFilter);
    }
}
