package dev.glmagent.tools.http;

import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** The text of an HTML page as a person would read it, with headings, list items, table cells and links marked as in Markdown. */
final class HtmlText implements NodeVisitor {

    /** What a reader does not see. Hidden text is a favourite place for orders to a model. */
    private static final String UNSEEN =
            "script, style, noscript, template, svg, canvas, iframe, object, head, [hidden],"
                    + " [aria-hidden=true], [style~=(?i)display\\s*:\\s*none], [style~=(?i)visibility\\s*:\\s*hidden],"
                    + " [style~=(?i)font-size\\s*:\\s*0(px|em|rem|pt|%)?\\s*(;|!|$)]";

    private final StringBuilder text = new StringBuilder();

    private HtmlText() {}

    static String of(Document page) {
        page.select(UNSEEN).remove();
        HtmlText reader = new HtmlText();
        page.body().traverse(reader);
        return reader.text
                .toString()
                .replaceAll("[ \\t]+\n", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    @Override
    public void head(Node node, int depth) {
        if (node instanceof TextNode words) {
            append(words);
        } else if (node instanceof Element element) {
            open(element);
        }
    }

    @Override
    public void tail(Node node, int depth) {
        if (!(node instanceof Element element)) {
            return;
        }
        switch (element.normalName()) {
            case "a" -> {
                if (isLink(element)) {
                    text.append("](").append(element.absUrl("href")).append(')');
                }
            }
            case "td", "th" -> text.append(" | ");
            case "tr", "li", "dd", "dt", "br" -> newLine();
            default -> {
                if (element.isBlock()) {
                    blankLine();
                }
            }
        }
    }

    private void open(Element element) {
        String name = element.normalName();
        switch (name) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> {
                blankLine();
                text.append("#".repeat(name.charAt(1) - '0')).append(' ');
            }
            case "li" -> {
                newLine();
                text.append("- ");
            }
            case "a" -> {
                if (isLink(element)) {
                    text.append('[');
                }
            }
            default -> {
                if (element.isBlock() && !name.equals("td") && !name.equals("th")) {
                    newLine();
                }
            }
        }
    }

    private static boolean isLink(Element element) {
        String target = element.absUrl("href");
        return element.hasText() && (target.startsWith("https://") || target.startsWith("http://"));
    }

    private void append(TextNode words) {
        boolean asItIs = words.parent() != null && words.parent().closest("pre") != null;
        String part = asItIs ? words.getWholeText() : words.text();
        boolean afterSpace = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
        text.append(!asItIs && afterSpace ? part.stripLeading() : part);
    }

    private void newLine() {
        if (!text.isEmpty() && text.charAt(text.length() - 1) != '\n') {
            text.append('\n');
        }
    }

    private void blankLine() {
        newLine();
        if (!text.isEmpty()) {
            text.append('\n');
        }
    }
}
