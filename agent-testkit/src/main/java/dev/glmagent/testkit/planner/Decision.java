package dev.glmagent.testkit.planner;

import java.util.List;

/** What to do next: say something or have tools called. */
public sealed interface Decision {

    /**
     * The turn ends.
     *
     * @param text what the assistant says
     */
    record Say(String text) implements Decision {}

    /**
     * Tools are to run, side by side.
     *
     * @param uses at least one
     */
    record Call(List<ToolUse> uses) implements Decision {}

    /**
     * One call.
     *
     * @param tool the tool's name
     * @param argumentsJson the arguments, a JSON object
     */
    record ToolUse(String tool, String argumentsJson) {}
}
