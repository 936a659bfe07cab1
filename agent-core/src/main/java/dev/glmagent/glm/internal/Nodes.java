package dev.glmagent.glm.internal;

import dev.glmagent.chat.Usage;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads what stands in a tree, where absent, null and of another kind are the same. */
public final class Nodes {

    private Nodes() {}

    /**
     * A text, number or boolean as text.
     *
     * @param node an object
     * @param name a field of it
     * @return empty when it is not there
     */
    public static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isValueNode() && !value.isNull() ? value.asString() : "";
    }

    /**
     * What an answer cost.
     *
     * @param node an object with a field {@code usage}
     * @return empty when it is not there or makes no sense: unknown, not 0
     */
    public static Optional<Usage> usage(JsonNode node) {
        JsonNode usage = node.path("usage");
        long prompt = usage.path("prompt_tokens").asLong(-1);
        long completion = usage.path("completion_tokens").asLong(-1);
        long total = usage.path("total_tokens").asLong(prompt + completion);
        return prompt < 0 || completion < 0 || total < 0
                ? Optional.empty()
                : Optional.of(new Usage(prompt, completion, total, 0, 0));
    }
}
