package dev.glmagent.testkit.internal.chat;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;

/**
 * What a server-side tool put into the prompt before the model was asked.
 *
 * @param injected the text that went into the prompt, or empty
 * @param passages what was found, the best first
 * @param sources what the answer tells of its sources, when the request asked for that
 */
public record Grounding(String injected, List<String> passages, Optional<ArrayNode> sources) {

    /** Nothing was found, or no such tool was there. */
    public static final Grounding NONE = new Grounding("", List.of(), Optional.empty());
}
