package dev.glmagent.testkit.internal.platform;

import dev.glmagent.testkit.WebPage;
import dev.glmagent.testkit.internal.Json;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;

/** The web that the emulator searches: a handful of pages. */
final class WebPages {

    /** Words that say nothing of what is searched. */
    private static final Pattern EMPTY = Pattern.compile(
            "(?i)\\b(a|an|and|are|at|did|do|does|for|from|how|in|is|it|of|on|the|this|that|to|was|what|when|where|which|who"
                    + "|why|will|with)\\b|什么|怎么|怎样|如何|[的了吗呢是在有]");

    /** Below this two texts share no word, only places of the vector by chance. */
    private static final double RELATED = 0.08;

    private final List<WebPage> pages;

    WebPages(List<WebPage> pages) {
        this.pages = List.copyOf(pages);
    }

    List<WebPage> search(String query, int count) {
        String words = EMPTY.matcher(query).replaceAll(" ");
        return pages.stream()
                .filter(page -> nearness(page, words) > RELATED)
                .sorted(Comparator.comparingDouble((WebPage page) -> nearness(page, words))
                        .reversed())
                .limit(count)
                .toList();
    }

    private static double nearness(WebPage page, String query) {
        return Vectors.nearness(
                EMPTY.matcher(page.title() + " " + page.content()).replaceAll(" "), query);
    }

    /** The pages as {@code search_result} or {@code web_search}. */
    static ArrayNode describe(List<WebPage> pages) {
        ArrayNode results = Json.MAPPER.createArrayNode();
        for (int i = 0; i < pages.size(); i++) {
            results.addObject()
                    .put("title", pages.get(i).title())
                    .put("content", pages.get(i).content())
                    .put("link", pages.get(i).link())
                    .put("media", "")
                    .put("icon", "")
                    .put("refer", "ref_" + (i + 1))
                    .put("publish_date", pages.get(i).published());
        }
        return results;
    }
}
