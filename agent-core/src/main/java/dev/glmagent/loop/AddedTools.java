package dev.glmagent.loop;

import dev.glmagent.tool.ToolRegistry;
import org.jspecify.annotations.Nullable;

/** What a choice gives, and some tools that are always there. */
final class AddedTools implements ToolChoice {

    private record Sum(ToolRegistry chosen, ToolRegistry all) {}

    private final ToolChoice choice;
    private final ToolRegistry added;

    /** A choice gives the same registry step after step as a rule; adding up a thousand tools for each would be waste. */
    private volatile @Nullable Sum last;

    AddedTools(ToolChoice choice, ToolRegistry added) {
        this.choice = choice;
        this.added = added;
    }

    @Override
    public ToolRegistry toolsFor(RunState state) {
        ToolRegistry chosen = choice.toolsFor(state);
        Sum sum = last;
        if (sum == null || sum.chosen != chosen) {
            sum = new Sum(chosen, chosen.plus(added));
            last = sum;
        }
        return sum.all;
    }
}
