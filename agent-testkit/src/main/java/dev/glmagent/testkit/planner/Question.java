package dev.glmagent.testkit.planner;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A user message and what was found in it.
 *
 * @param text the message
 * @param today the day it is read on
 * @param terms what it is about, places left out
 * @param places in order of mention
 * @param knownPlace whether one of the places is in the gazetteer
 * @param dates in order of mention
 * @param numbers in order of mention, those of dates left out
 * @param quoted the texts in quotation marks
 * @param identifiers words with digits in them, such as order numbers
 */
record Question(
        String text,
        LocalDate today,
        Set<Term> terms,
        List<String> places,
        boolean knownPlace,
        List<LocalDate> dates,
        List<Found<BigDecimal>> numbers,
        List<String> quoted,
        List<String> identifiers) {

    /** In characters. What is longer than this is a document, and its request stands at the beginning. */
    private static final int MOST_READ = 2000;

    /** In characters; what is longer is a sentence. */
    private static final int LONGEST_NAME = 30;

    private static final Pattern QUOTED =
            Pattern.compile("“([^”]+)”|「([^」]+)」|『([^』]+)』|《([^》]+)》|\"([^\"]+)\"|(?<!\\p{L})'([^']+)'(?!\\p{L})");

    private static final Pattern IDENTIFIER =
            Pattern.compile("(?<![A-Za-z0-9])(?=[A-Za-z_-]*\\d)[A-Za-z0-9][A-Za-z0-9_-]+");

    static Question read(String message, LocalDate today) {
        String text = message.substring(0, Math.min(message.length(), MOST_READ));
        List<Found<LocalDate>> dates = DateFinder.find(text, today);
        List<Found<String>> known = Gazetteer.SHIPPED.find(text);
        String withoutPlaces = Mask.cover(text, known, Mask.PLACE);
        String masked = Mask.cover(withoutPlaces, dates, Mask.DATE);
        List<Found<String>> places = new ArrayList<>(known);
        places.addAll(EnglishPlaces.find(masked, known.isEmpty()));
        places.addAll(ChinesePlaces.find(masked, known.isEmpty()));
        places.sort(Comparator.comparingInt(Found::start));
        return new Question(
                message,
                today,
                Terms.of(withoutPlaces),
                places.stream().map(Found::value).distinct().toList(),
                !known.isEmpty(),
                dates.stream().map(Found::value).distinct().toList(),
                NumberFinder.find(masked),
                QUOTED.matcher(text).results().map(Question::firstGroup).toList(),
                IDENTIFIER.matcher(masked).results().map(MatchResult::group).toList());
    }

    /** The terms, with past and future for the dates named. */
    Set<Term> termsWithTime() {
        Set<Term> all = new HashSet<>(terms);
        if (dates.stream().anyMatch(today::isBefore)) {
            all.add(Ranking.FUTURE);
        }
        if (dates.stream().anyMatch(today::isAfter)) {
            all.add(Ranking.PAST);
        }
        return all;
    }

    /** The same, read as the answer to "what is it?": a short text without a place in it is a name. */
    Question asName() {
        String name = text.strip().replaceAll("[.。!！?？]+$", "");
        if (!places.isEmpty() || name.isEmpty() || name.length() > LONGEST_NAME) {
            return this;
        }
        return new Question(text, today, terms, List.of(name), false, dates, numbers, quoted, identifiers);
    }

    private static String firstGroup(MatchResult match) {
        for (int i = 1; i <= match.groupCount(); i++) {
            if (match.group(i) != null) {
                return match.group(i);
            }
        }
        return match.group();
    }
}
