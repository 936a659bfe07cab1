package dev.glmagent.tools.sql;

import dev.glmagent.tool.ToolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a statement into words so that every database would cut it the same way. What they read differently (comments,
 * backslashes, dollar quotes, prefixed strings, brackets, backticks) is refused instead of understood.
 */
final class SqlWords {

    /** A piece of the statement. Strings are left out: what stands in them is never a word. */
    record Word(String text, boolean quoted) {

        boolean is(String keyword) {
            return !quoted && text.equals(keyword);
        }
    }

    private final String sql;
    private final List<Word> words = new ArrayList<>();
    private int at;

    private SqlWords(String sql) {
        this.sql = sql;
    }

    /** Words in lower case; each other sign by itself. */
    static List<Word> of(String sql) {
        SqlWords reader = new SqlWords(sql);
        while (reader.at < sql.length()) {
            reader.next();
        }
        return reader.words;
    }

    private void next() {
        char c = sql.charAt(at);
        if (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            at++;
        } else if (c == '\'') {
            quoted(c);
            words.add(new Word("'", true));
        } else if (c == '"') {
            words.add(new Word(quoted(c).toLowerCase(Locale.ROOT), true));
        } else if (Character.isLetter(c) || c == '_') {
            word();
        } else {
            sign(c);
        }
    }

    private String quoted(char quote) {
        int start = at + 1;
        for (at = start; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c == '\\') {
                throw refused(
                        "a backslash inside quotes, which databases read differently; give the value as a parameter");
            }
            if (c == quote) {
                if (at + 1 < sql.length() && sql.charAt(at + 1) == quote) {
                    at++;
                } else {
                    return sql.substring(start, at++);
                }
            }
            if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
                throw refused("a control character");
            }
        }
        throw refused("a quote that is not closed");
    }

    private void word() {
        int start = at;
        while (at < sql.length() && (Character.isLetterOrDigit(sql.charAt(at)) || sql.charAt(at) == '_')) {
            at++;
        }
        if (at < sql.length() && (sql.charAt(at) == '\'' || sql.charAt(at) == '$')) {
            throw refused("a word joined to " + sql.charAt(at) + "; put a space between them");
        }
        words.add(new Word(sql.substring(start, at).toLowerCase(Locale.ROOT), false));
    }

    private void sign(char c) {
        String two = sql.substring(at, Math.min(at + 2, sql.length()));
        if (two.equals("--") || two.equals("/*") || c == '#') {
            throw refused("a comment, or a sign that some databases take for one; leave it out");
        }
        if (c > 127 || (!Character.isDigit(c) && "()*+-/%=<>!|,.;?:".indexOf(c) < 0)) {
            throw refused("the character \"" + c + "\" outside quotes; quote names with double quotes");
        }
        if (Character.isDigit(c)) {
            number();
        } else {
            words.add(new Word(String.valueOf(c), false));
            at++;
        }
    }

    private void number() {
        int start = at;
        while (at < sql.length() && Character.isLetterOrDigit(sql.charAt(at))) {
            at++;
        }
        words.add(new Word(sql.substring(start, at), false));
    }

    private static ToolException refused(String what) {
        return new ToolException("the statement was not run: it holds " + what);
    }
}
