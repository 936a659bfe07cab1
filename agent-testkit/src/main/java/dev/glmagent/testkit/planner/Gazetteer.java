package dev.glmagent.testkit.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The shipped names of cities, for finding them in a text. */
final class Gazetteer {

    static final Gazetteer SHIPPED = new Gazetteer(Tsv.rows("places.tsv"));

    /** Short names are common words too (nice, dali), so they count only with a capital letter. */
    private static final int SHORT = 4;

    private final Map<String, String> english = new HashMap<>();
    private final Pattern names;

    private Gazetteer(List<String[]> rows) {
        List<String> chinese = new ArrayList<>();
        for (String[] row : rows) {
            chinese.addAll(List.of(row[0].split("\\|")));
            for (String name : row[1].split("\\|")) {
                english.put(name.toLowerCase(Locale.ROOT), name);
            }
        }
        names = Pattern.compile(
                longestFirst(chinese) + "|(?<!\\p{IsLatin})(?:" + longestFirst(english.values()) + ")(?!\\p{IsLatin})",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String longestFirst(Iterable<String> names) {
        List<String> sorted = new ArrayList<>();
        names.forEach(sorted::add);
        sorted.sort(Comparator.comparingInt(String::length).reversed());
        return sorted.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    }

    /** Every known name in a text, from left to right, English ones spelled as in the table. */
    List<Found<String>> find(String text) {
        List<Found<String>> places = new ArrayList<>();
        Matcher matcher = names.matcher(text);
        while (matcher.find()) {
            String name = matcher.group();
            boolean shortAndLower = name.length() <= SHORT && Character.isLowerCase(name.charAt(0));
            if (!shortAndLower) {
                places.add(new Found<>(spelled(name).orElse(name), matcher.start(), matcher.end()));
            }
        }
        return places;
    }

    /** An English name as the table spells it. */
    Optional<String> spelled(String name) {
        return Optional.ofNullable(english.get(name.toLowerCase(Locale.ROOT)));
    }
}
