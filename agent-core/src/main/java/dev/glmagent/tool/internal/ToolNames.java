package dev.glmagent.tool.internal;

import java.util.List;
import java.util.regex.Pattern;

/** What every tool needs, however it is declared. */
public final class ToolNames {

    /** GLM's rule for function names. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private ToolNames() {}

    /**
     * Reports a bad name and a missing description.
     *
     * @param name the tool's name
     * @param description what it does
     * @param source where it comes from
     * @param problems receives each mistake
     */
    public static void check(String name, String description, String source, List<String> problems) {
        if (!NAME.matcher(name).matches()) {
            problems.add(source + ": the tool name \"" + name + "\" does not fit [a-zA-Z0-9_-]{1,64}."
                    + " Fix: give it another name.");
        }
        if (description.isBlank()) {
            problems.add(
                    source + ": has no description, and the model chooses tools by it. Fix: say what the tool does.");
        }
    }

    /**
     * Words that two tools have one name.
     *
     * @param name the name
     * @param source where the second comes from
     * @param other where the first comes from
     * @return what is wrong and the fix
     */
    public static String taken(String name, String source, String other) {
        return source + ": the tool name \"" + name + "\" is taken by " + other
                + ". Fix: give one of them another name with @Tool(name = …).";
    }
}
