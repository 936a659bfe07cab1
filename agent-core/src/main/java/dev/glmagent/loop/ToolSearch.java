package dev.glmagent.loop;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.tool.Param;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolHints;
import dev.glmagent.tool.ToolRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Offers the tools of a large registry that fit the question, and one to find others by. What was found by
 * {@code find_tools} in this turn, and what was called in this conversation, is offered too. All of that is read from the
 * conversation, so a run that was stored goes on with the same tools.
 */
public final class ToolSearch implements ToolChoice {

    private static final String FIND = "find_tools";

    /** What the model fills in. */
    record Query(
            @Param("What the tool should do, in a few words, in the language of the question."
                    + " 用几个词说明需要什么工具,使用提问的语言。")
            String query) {}

    /** What is made once for a registry, and the choice that was made last. */
    private record Prepared(ToolRegistry all, ToolIndex index, ToolDefinition find) {}

    private record Chosen(ToolRegistry all, Set<String> names, ToolRegistry tools) {}

    private final ToolChoice choice;
    private final int above;
    private final int best;
    private volatile @Nullable Prepared prepared;
    private volatile @Nullable Chosen last;

    /**
     * A search over what another choice gives.
     *
     * @param choice gives the same registry for the same state
     * @param above so many tools are offered as they are, 0 or more
     * @param best from one more on, so many that fit the question are offered and so many are found at once, at least 1
     * @throws IllegalArgumentException when a number is out of range
     */
    public ToolSearch(ToolChoice choice, int above, int best) {
        check(above, best);
        this.choice = choice;
        this.above = above;
        this.best = best;
    }

    /**
     * Checks the numbers of a search.
     *
     * @param above 0 or more
     * @param best at least 1
     * @throws IllegalArgumentException when one is out of range
     */
    public static void check(int above, int best) {
        if (above < 0 || best < 1) {
            throw new IllegalArgumentException(
                    "A tool search needs above >= 0 and best >= 1, got above=" + above + ", best=" + best + ".");
        }
    }

    @Override
    public ToolRegistry toolsFor(RunState state) {
        ToolRegistry all = choice.toolsFor(state);
        if (all.specs().size() <= above) {
            return all;
        }
        Prepared ready = prepared;
        if (ready == null || ready.all != all) {
            ready = prepare(all);
            prepared = ready;
        }
        Set<String> names = names(state.messages(), ready.index);
        Chosen chosen = last;
        if (chosen == null || chosen.all != all || !chosen.names.equals(names)) {
            chosen = new Chosen(
                    all, names, all.filter(tool -> names.contains(tool.name())).plus(ToolRegistry.of(ready.find)));
            last = chosen;
        }
        return chosen.tools;
    }

    private Set<String> names(List<Message> messages, ToolIndex index) {
        int question = 0;
        for (int i = 0; i < messages.size(); i++) {
            question = messages.get(i) instanceof UserMessage ? i : question;
        }
        Set<String> names = new HashSet<>();
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof UserMessage user && i == question) {
                names.addAll(index.best(user.text(), best));
            } else if (messages.get(i) instanceof AssistantMessage said) {
                for (ToolCall call : said.toolCalls()) {
                    if (!call.name().equals(FIND)) {
                        names.add(call.name());
                    } else if (i > question) {
                        names.addAll(index.best(queryOf(call), best));
                    }
                }
            }
        }
        return names;
    }

    /** Arguments that do not fit found nothing, as the model was told. */
    private static String queryOf(ToolCall call) {
        try {
            return JsonMapper.shared().readTree(call.arguments()).path("query").asString("");
        } catch (JacksonException notJson) {
            return "";
        }
    }

    private Prepared prepare(ToolRegistry all) {
        ToolIndex index = new ToolIndex(all);
        ToolDefinition find = ToolDefinition.builder(FIND)
                .description(
                        "Finds more tools: only a few of the " + all.specs().size()
                                + " that there are can be called now. What it finds can be called in the next step."
                                + " 现有工具不够用时,用它查找其他工具,找到后下一步即可调用。")
                .hints(ToolHints.READ_ONLY)
                .build(Query.class, (query, context) -> found(index.best(query.query(), best), all));
        return new Prepared(all, index, find);
    }

    private static String found(List<String> names, ToolRegistry all) {
        return names.isEmpty()
                ? "No tool fits. Try other words, or answer without one."
                : names.stream()
                        .map(name -> all.find(name).orElseThrow().spec())
                        .map(spec -> "\n" + spec.name() + ": " + spec.description())
                        .collect(Collectors.joining("", "These can be called from now on:", ""));
    }
}
