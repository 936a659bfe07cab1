package dev.glmagent.examples;

import java.io.BufferedReader;
import java.io.PrintStream;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Where a demo reads and writes. Answers go to {@code out} and nothing else does; notices, trace and errors go to
 * {@code err}.
 *
 * @param in questions
 * @param out answers
 * @param err everything else
 * @param environment the environment variables
 * @param interactive whether a person sits at the other end, so that a prompt makes sense
 */
record Terminal(
        BufferedReader in, PrintStream out, PrintStream err, Map<String, String> environment, boolean interactive) {

    /** What a model or tool wrote must not steer the terminal: escape sequences begin with a control character. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    void answer(String text) {
        out.println(CONTROL.matcher(text).replaceAll(""));
        out.flush();
    }

    void note(String text) {
        err.println(CONTROL.matcher(text).replaceAll(""));
        err.flush();
    }

    void prompt() {
        if (interactive) {
            err.print("> ");
            err.flush();
        }
    }
}
