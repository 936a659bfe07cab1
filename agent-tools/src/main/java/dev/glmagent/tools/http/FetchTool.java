package dev.glmagent.tools.http;

import dev.glmagent.tool.Param;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolException;
import dev.glmagent.tool.ToolResult;
import dev.glmagent.tools.internal.ForeignText;

/**
 * Reads web pages. It connects only to public addresses that it has judged itself, at every redirect again; it uses no
 * proxy of the system, sends no cookie or key, and reads text only.
 *
 * <pre>{@code
 * FetchTool fetch = FetchTool.builder().allowHost("docs.oracle.com").allowHost("*.wikipedia.org").build();
 * }</pre>
 */
public final class FetchTool {

    /** The tool's result ends at 16,000 characters. */
    private static final int MAX_CHARACTERS = 12_000;

    private final Fetcher fetcher;

    FetchTool(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /**
     * Says which hosts may be read.
     *
     * @return a builder that allows none yet
     */
    public static FetchToolBuilder builder() {
        return new FetchToolBuilder();
    }

    /**
     * Reads a page.
     *
     * @param url its address
     * @param offset where to go on
     * @return its text, with a {@link Page} as data
     */
    @Tool(
            name = "fetch_url",
            readOnly = true,
            openWorld = true,
            value =
                    "Read a web page, JSON or text from an address on the web and return its readable text. 读取网页、JSON 或文本的内容")
    public ToolResult fetch(
            @Param("Address, for example https://example.com/page 网址") String url,
            @Param(value = "Characters to skip, to go on reading a long page 跳过的字符数", defaultValue = "0") int offset) {
        Page page = fetcher.fetch(url.strip());
        int length = page.text().length();
        if (offset < 0 || (offset > 0 && offset >= length)) {
            throw new ToolException("offset is " + offset + "; the page's text has " + length + " characters");
        }
        int end = Math.min(length, offset + MAX_CHARACTERS);
        StringBuilder text = new StringBuilder("HTTP " + page.status() + ", " + page.type() + ", " + page.url() + "\n");
        if (!page.title().isBlank()) {
            text.append("title: ").append(page.title()).append('\n');
        }
        text.append(page.text(), offset, end);
        String rest = end < length ? "\nmore text follows: offset=" + end : "";
        String cut = page.truncated() ? "\nthe page is longer than can be read; its end is missing" : "";
        return ToolResult.ok(ForeignText.quote("the web", text.toString()) + rest + cut)
                .withData(page);
    }
}
