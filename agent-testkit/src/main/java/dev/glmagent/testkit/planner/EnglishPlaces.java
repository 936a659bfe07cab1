package dev.glmagent.testkit.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Guesses English names that the gazetteer lacks: capitalised words after a preposition or beside an "and"/"or" with
 * another name; failing that, a lower-case word after "in" or "at".
 */
final class EnglishPlaces {

    private static final String NAME = "\\p{Lu}[\\p{L}'’.-]+(?: \\p{Lu}[\\p{L}'’-]+)*";

    private static final Pattern AFTER_PREPOSITION = Pattern.compile(
            "\\b(?:in|for|of|at|between|and|or|near|around|to|from|with|vs\\.?|versus|than|about) (" + NAME + ")");

    private static final Pattern BEFORE_CONJUNCTION =
            Pattern.compile("(" + NAME + ")(?:, | (?:and|or|vs\\.?|versus) )(?=[\\p{Lu}" + Mask.PLACE + "])");

    private static final Pattern LOWER_CASE = Pattern.compile("\\b(?:in|at|about) ([a-z]{3,})\\b");

    private static final Set<String> CALENDAR = Set.of(
            "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december"
                    .split(" "));

    private EnglishPlaces() {}

    /** Looks in a text whose known places and dates are covered. */
    static List<Found<String>> find(String masked, boolean noneKnown) {
        List<Found<String>> places = new ArrayList<>();
        collect(BEFORE_CONJUNCTION.matcher(masked), places);
        collect(AFTER_PREPOSITION.matcher(masked), places);
        if (places.isEmpty() && noneKnown) {
            collect(LOWER_CASE.matcher(masked), places);
        }
        return places;
    }

    private static void collect(Matcher matcher, List<Found<String>> places) {
        while (matcher.find()) {
            String name = matcher.group(1).replaceAll("[.'’]+$", "");
            int start = matcher.start(1);
            boolean taken = places.stream().anyMatch(place -> place.start() == start);
            if (!taken && isName(name)) {
                String spelled = Gazetteer.SHIPPED.spelled(name).orElse(name);
                places.add(new Found<>(spelled, start, start + name.length()));
            }
        }
    }

    private static boolean isName(String name) {
        String first = name.split(" ")[0];
        return !CALENDAR.contains(first.toLowerCase(Locale.ROOT))
                && Lexicon.SHIPPED.ofEnglish(first).isEmpty();
    }
}
