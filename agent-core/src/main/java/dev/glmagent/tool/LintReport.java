package dev.glmagent.tool;

import java.util.List;

/**
 * What the tools of a registry cost and what could be better about them. Mistakes are not here: they keep a registry from
 * being made.
 *
 * @param tools each tool with its size, the largest first
 * @param warnings one line each: {@code class#method(parameter): what could be better. Fix: …}
 */
public record LintReport(List<Size> tools, List<String> warnings) {

    /** Copies the lists. */
    public LintReport {
        tools = List.copyOf(tools);
        warnings = List.copyOf(warnings);
    }

    /**
     * What one tool adds to every request.
     *
     * @param name the tool
     * @param source where it comes from
     * @param tokens an estimate: one for each Chinese character, one for every four others
     */
    public record Size(String name, String source, int tokens) {}

    /**
     * What all tools add to every request.
     *
     * @return estimated tokens
     */
    public int tokens() {
        return tools.stream().mapToInt(Size::tokens).sum();
    }

    /** A table to print. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(tools.size() + " tools, about " + tokens() + " tokens a request\n");
        tools.forEach(tool -> text.append(String.format("%7d  %s (%s)%n", tool.tokens(), tool.name(), tool.source())));
        warnings.forEach(warning -> text.append("warning: ").append(warning).append('\n'));
        return text.toString();
    }
}
