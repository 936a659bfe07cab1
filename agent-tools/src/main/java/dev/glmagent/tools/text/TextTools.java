package dev.glmagent.tools.text;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.glmagent.tool.Param;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a model is bad at with text: finding all matches of a pattern, replacing them, counting, and telling two versions
 * apart. Patterns run in linear time (RE2), so none can hang.
 *
 * <pre>{@code
 * ToolRegistry tools = ToolRegistry.of(new TextTools());
 * }</pre>
 */
public final class TextTools {

    /** Han characters come first, so a run of letters around them is cut at each. */
    private static final Pattern WORD =
            Pattern.compile("\\p{Han}|[A-Za-z0-9\\p{Latin}\\p{Cyrillic}\\p{Greek}\\p{N}'’_-]+");

    private static final int MAX_PATTERN = 500;
    private static final int MAX_TEXT = 100_000;
    private static final int MAX_LINES = 2_000;
    private static final int MAX_MATCHES = 100;

    /** There are no settings. */
    public TextTools() {}

    /**
     * A match.
     *
     * @param text what matched
     * @param start where it begins, in characters from 0
     * @param groups what the groups in parentheses matched, null for one that took no part
     */
    public record Match(String text, int start, List<@Nullable String> groups) {}

    /**
     * Matches of a pattern.
     *
     * @param total how many there are
     * @param matches the first 100
     */
    public record Matches(int total, List<Match> matches) {}

    /**
     * Sizes of a text.
     *
     * @param characters code points, blanks included
     * @param words runs of letters and digits; each Chinese character counts as one
     * @param lines lines
     */
    public record Counts(int characters, int words, int lines) {}

    /**
     * Finds matches.
     *
     * @param text the text
     * @param pattern the pattern
     * @return the matches
     */
    @Tool(
            name = "find_pattern",
            readOnly = true,
            value = "Find all matches of a regular expression in a text. 用正则表达式在文本中查找")
    public Matches find(
            @Param("The text 文本") String text,
            @Param(
                            value = "Regular expression in RE2 syntax: no look-around, no back-references 正则表达式",
                            example = "\\d{4}-\\d{2}")
                    String pattern) {
        Matcher matcher = compile(pattern).matcher(checked(text));
        List<Match> matches = new ArrayList<>();
        int total = 0;
        while (matcher.find()) {
            if (total++ < MAX_MATCHES) {
                List<@Nullable String> groups = new ArrayList<>();
                for (int i = 1; i <= matcher.groupCount(); i++) {
                    groups.add(matcher.group(i));
                }
                matches.add(new Match(matcher.group(), matcher.start(), groups));
            }
        }
        return new Matches(total, matches);
    }

    /**
     * Replaces matches.
     *
     * @param text the text
     * @param pattern the pattern
     * @param replacement instead of each match
     * @return the new text
     */
    @Tool(
            name = "replace_pattern",
            readOnly = true,
            value = "Replace all matches of a regular expression in a text and return the new text. 用正则表达式替换文本")
    public String replace(
            @Param("The text 文本") String text,
            @Param("Regular expression in RE2 syntax 正则表达式") String pattern,
            @Param("What replaces each match; $1 is the first group 替换内容") String replacement) {
        try {
            String replaced = compile(pattern).matcher(checked(text)).replaceAll(replacement);
            return checked(replaced);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new ToolException("the replacement names a group that the pattern has not; write $ as \\$", e);
        }
    }

    /**
     * Compares two texts.
     *
     * @param before the first
     * @param after the second
     * @return a unified diff
     */
    @Tool(
            name = "compare_texts",
            readOnly = true,
            value = "Show line by line what differs between two texts, as a unified diff. 逐行比较两段文本的差异")
    public String compare(@Param("First text 原文本") String before, @Param("Second text 新文本") String after) {
        List<String> first = lines(before);
        List<String> second = lines(after);
        List<String> diff =
                UnifiedDiffUtils.generateUnifiedDiff("before", "after", first, DiffUtils.diff(first, second), 2);
        return diff.isEmpty() ? "the texts are the same" : String.join("\n", diff);
    }

    /**
     * Counts.
     *
     * @param text the text
     * @return its sizes
     */
    @Tool(name = "count_text", readOnly = true, value = "Count the characters, words and lines of a text. 统计字数、词数和行数")
    public Counts count(@Param("The text 文本") String text) {
        Matcher words = WORD.matcher(checked(text));
        int count = 0;
        while (words.find()) {
            count++;
        }
        return new Counts(
                text.codePointCount(0, text.length()), count, (int) text.lines().count());
    }

    private static Pattern compile(String pattern) {
        if (pattern.length() > MAX_PATTERN) {
            throw new ToolException("the pattern has " + pattern.length() + " characters; at most " + MAX_PATTERN);
        }
        try {
            return Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            throw new ToolException(
                    "the pattern is not RE2 syntax (no look-around, no back-references): "
                            + String.valueOf(e.getDescription()).toLowerCase(Locale.ROOT),
                    e);
        }
    }

    private static String checked(String text) {
        if (text.length() > MAX_TEXT) {
            throw new ToolException("the text has " + text.length() + " characters; at most " + MAX_TEXT);
        }
        return text;
    }

    private static List<String> lines(String text) {
        List<String> lines = checked(text).lines().toList();
        if (lines.size() > MAX_LINES) {
            throw new ToolException("the text has " + lines.size() + " lines; at most " + MAX_LINES);
        }
        return lines;
    }
}
