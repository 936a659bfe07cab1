package dev.glmagent.glm.assistant;

import java.util.List;
import java.util.Map;

/**
 * A tool that ran on the platform; there is nothing to run here.
 *
 * @param tool {@code code_interpreter}, {@code web_browser}, {@code drawing_tool}, {@code retrieval}, or the name of a function
 * @param input what it was given: code, words to search for, a prompt, arguments; empty for {@code retrieval}
 * @param outputs what it gave, each with its fields by the platform's names: {@code logs} of code; {@code title},
 *     {@code link} and {@code content} of a page; {@code image} of a drawing; {@code text} and {@code document} of a
 *     retrieval; {@code content} of a function; {@code error_msg} where it failed
 */
public record ToolUse(String tool, String input, List<Map<String, String>> outputs) {

    /** Copies the list. */
    public ToolUse {
        outputs = outputs.stream().map(Map::copyOf).toList();
    }
}
