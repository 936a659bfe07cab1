package dev.glmagent.tool.internal;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Words the answer to a model that called a tool that does not exist. A near name is only suggested, never run: a
 * guess could run the wrong tool.
 */
public final class NearestNames {

    /** GLM leaks its native markup into names, as in {@code read<arg_key>path</arg_key>}. */
    private static final Pattern MARKUP = Pattern.compile("<.*", Pattern.DOTALL);

    private static final Pattern PREFIX = Pattern.compile("^(functions?|tools?)[.:/]");

    private NearestNames() {}

    /**
     * The text for the model.
     *
     * @param wanted the name it used
     * @param available the names there are
     * @return for example {@code unknown tool "wether"; available: forecast, weather; did you mean "weather"?}
     */
    public static String describeUnknown(String wanted, Collection<String> available) {
        if (available.isEmpty()) {
            return "unknown tool \"" + wanted + "\"; no tools are available, answer without them";
        }
        StringBuilder text = new StringBuilder("unknown tool \"" + wanted + "\"; available: ");
        text.append(String.join(", ", available));
        nearest(wanted, available)
                .forEach(name -> text.append("; did you mean \"").append(name).append("\"?"));
        return text.toString();
    }

    private static List<String> nearest(String wanted, Collection<String> available) {
        String core = PREFIX.matcher(
                        MARKUP.matcher(wanted).replaceFirst("").strip().toLowerCase(Locale.ROOT))
                .replaceFirst("");
        // A third of the letters may differ: "wether" finds "weather", "sql" does not find "zip".
        int allowed = core.length() / 3;
        return available.stream()
                .filter(name -> distance(core, name.toLowerCase(Locale.ROOT)) <= allowed)
                .min(Comparator.comparingInt((String name) -> distance(core, name.toLowerCase(Locale.ROOT))))
                .stream()
                .toList();
    }

    /** Levenshtein distance, one row at a time. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
