package dev.glmagent.testkit;

import dev.glmagent.testkit.internal.Resources;
import java.util.List;

/**
 * A page of the web as the emulator knows it, for {@code web_search}.
 *
 * @param title its title
 * @param content what a search engine tells of it
 * @param link its address, or empty as the platform's own engines leave it
 * @param published its date, {@code yyyy-MM-dd}
 */
public record WebPage(String title, String content, String link, String published) {

    /**
     * The pages that an emulator searches when it is given no others.
     *
     * @return about GLM, rivers, weather and Java
     */
    public static List<WebPage> shipped() {
        return Resources.table(WebPage.class, "web.tsv").stream()
                .map(row -> new WebPage(row.get(0), row.get(1), row.get(2), row.get(3)))
                .toList();
    }
}
