package dev.glmagent.loop;

import java.util.Set;
import java.util.TreeSet;

/** What the loop itself says to the model. */
final class Remarks {

    /** From this repetition on the model is told. */
    private static final int NUDGE_AT = 3;

    static final String EMPTY_REPLY = "Your last reply was empty. Answer the question, or call a tool.";

    private Remarks() {}

    /** Goes behind the last result of a turn; empty as a rule. */
    static String afterTurn(Set<String> withdrawn, int times) {
        StringBuilder remarks = new StringBuilder();
        new TreeSet<>(withdrawn)
                .forEach(name -> remarks.append("\n[")
                        .append(name)
                        .append(" failed " + AgentLoop.MAX_FAILURES
                                + " times in a row and cannot be called any more in this run.]"));
        if (times >= NUDGE_AT) {
            remarks.append("\n[These calls gave the same results ")
                    .append(times)
                    .append(" times. Do not repeat them: try something else, or answer with what you know.]");
        }
        return remarks.toString();
    }

    static String lastWords(Limit limit) {
        return "The limit of " + limit.words() + " of this run is reached, and no tool can be called any more."
                + " Give the best answer you can with what you know, and say what is missing.";
    }

    static String answerBesideOthers(String tool) {
        return "not taken: call " + tool
                + " alone, in a reply of its own, when the results of all other calls are known";
    }

    static String answerByTool(String tool, String text) {
        return "You answered in words: " + text + "\nGive the answer by calling " + tool + ".";
    }
}
