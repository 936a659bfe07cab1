package dev.glmagent.tool.internal;

import tools.jackson.core.JsonParser;

/**
 * A schema, or a part of one, that reads a value once as it streams by and says whether it surely fits. It keeps nothing
 * and words nothing, which is what makes it cheap; {@code ToolCallBenchmark} earned it.
 */
interface StreamCheck {

    /**
     * Reads the value at the parser's current token to its end.
     *
     * @return true only when it fits; false also when this check cannot know, and then the parser stands anywhere
     */
    boolean fits(JsonParser parser);
}
