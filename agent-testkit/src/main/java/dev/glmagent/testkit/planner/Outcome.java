package dev.glmagent.testkit.planner;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A call of this turn and its result.
 *
 * @param tool the tool
 * @param arguments what it was called with
 * @param content the result as text
 * @param json the result as JSON, when it is an object or an array
 */
record Outcome(String tool, JsonNode arguments, String content, Optional<JsonNode> json) {

    static Outcome of(String tool, JsonNode arguments, String content) {
        return new Outcome(tool, arguments, content, container(content));
    }

    private static Optional<JsonNode> container(String content) {
        try {
            return Optional.of(Conversation.JSON.readTree(content)).filter(JsonNode::isContainer);
        } catch (JacksonException e) {
            // A tool may answer in plain words.
            return Optional.empty();
        }
    }

    /** Plain words count too: they may tell of an error, and there is nothing in them to go on with. */
    boolean endsPlanning() {
        return json.map(result -> result.has("error")).orElse(true);
    }
}
