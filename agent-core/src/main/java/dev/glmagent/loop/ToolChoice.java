package dev.glmagent.loop;

import dev.glmagent.tool.ToolRegistry;

/** Chooses the tools that are offered in a state of a run. Must give the same tools for the same conversation. */
@FunctionalInterface
public interface ToolChoice {

    /**
     * Chooses.
     *
     * @param state what is known of the run
     * @return the only tools that can run in the next step
     */
    ToolRegistry toolsFor(RunState state);

    /**
     * The same choice, and some tools that are always offered.
     *
     * @param more their names must not be among those that are chosen
     * @return another choice
     */
    default ToolChoice plus(ToolRegistry more) {
        return new AddedTools(this, more);
    }
}
