package dev.glmagent.tool;

import dev.glmagent.chat.AgentException;
import java.util.List;

/** Tool classes hold mistakes. All of them are reported at once, when the registry is made. */
public final class InvalidToolException extends AgentException {

    private final List<String> problems;

    /**
     * @param problems one line each: {@code class#method(parameter): what is wrong. Fix: …}
     */
    public InvalidToolException(List<String> problems) {
        super((problems.size() == 1 ? "1 problem" : problems.size() + " problems") + " in tool classes:\n  "
                + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    /**
     * The mistakes, one line each.
     *
     * @return at least one
     */
    public List<String> problems() {
        return problems;
    }
}
