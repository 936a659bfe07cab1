package dev.glmagent.testkit.planner;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The days a question names. A weekday is the next one, today included; with 下 or "next" it is the one of next week.
 * A day without a year is this year's.
 */
final class DateFinder {

    private interface Meaning {
        LocalDate of(MatchResult match, LocalDate today);
    }

    private record Rule(Pattern pattern, Meaning meaning) {}

    private static final String WEEKDAYS = "monday|tuesday|wednesday|thursday|friday|saturday|sunday";
    private static final String MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";

    /** In this order: what a longer phrase has taken, a shorter one inside it does not get. */
    private static final List<Rule> RULES = List.of(
            rule("(\\d{4})-(\\d{1,2})-(\\d{1,2})", (m, today) -> ymd(m.group(1), m.group(2), m.group(3))),
            rule("(\\d{4})年(\\d{1,2})月(\\d{1,2})[日号]?", (m, today) -> ymd(m.group(1), m.group(2), m.group(3))),
            rule("(\\d{1,2})月(\\d{1,2})[日号]", (m, today) -> ymd("" + today.getYear(), m.group(1), m.group(2))),
            rule(
                    "\\b(" + MONTHS + ")[a-z]*\\.? (\\d{1,2})(?:st|nd|rd|th)?\\b",
                    (m, today) -> ymd("" + today.getYear(), month(m.group(1)), m.group(2))),
            rule(
                    "\\b(\\d{1,2})(?:st|nd|rd|th)? (" + MONTHS + ")[a-z]*\\b",
                    (m, today) -> ymd("" + today.getYear(), month(m.group(2)), m.group(1))),
            rule(
                    "([0-9一二两三四五六七八九十]+)天(?:以?后|之后)",
                    (m, today) -> today.plusDays(NumberFinder.parse(m.group(1)).longValue())),
            rule(
                    "\\bin ([a-z]+|\\d+) days?\\b",
                    (m, today) -> today.plusDays(NumberFinder.parse(m.group(1)).longValue())),
            rule("大后天", (m, today) -> today.plusDays(3)),
            rule("后天|\\bday after tomorrow\\b", (m, today) -> today.plusDays(2)),
            rule("前天|\\bday before yesterday\\b", (m, today) -> today.minusDays(2)),
            rule("明天|明日|明早|明晚|\\btomorrow\\b", (m, today) -> today.plusDays(1)),
            rule("昨天|昨日|昨晚|\\byesterday\\b", (m, today) -> today.minusDays(1)),
            rule("今天|今日|今晚|今早|\\btoday\\b|\\btonight\\b", (m, today) -> today),
            rule(
                    "(下个?)?(?:周|星期|礼拜)([一二三四五六日天])",
                    (m, today) ->
                            weekday(DayOfWeek.of("一二三四五六日天".indexOf(m.group(2)) % 7 + 1), m.group(1) != null, today)),
            rule(
                    "\\b(next )?(" + WEEKDAYS + ")\\b",
                    (m, today) -> weekday(
                            DayOfWeek.valueOf(m.group(2).toUpperCase(Locale.ROOT)), m.group(1) != null, today)));

    private DateFinder() {}

    private static Rule rule(String regex, Meaning meaning) {
        return new Rule(Pattern.compile(regex, Pattern.CASE_INSENSITIVE), meaning);
    }

    static List<Found<LocalDate>> find(String text, LocalDate today) {
        List<Found<LocalDate>> dates = new ArrayList<>();
        for (Rule rule : RULES) {
            rule.pattern.matcher(text).results().forEach(match -> {
                boolean taken =
                        dates.stream().anyMatch(date -> date.start() < match.end() && match.start() < date.end());
                if (!taken) {
                    meaning(rule, match, today)
                            .ifPresent(date -> dates.add(new Found<>(date, match.start(), match.end())));
                }
            });
        }
        dates.sort(Comparator.comparingInt(Found::start));
        return dates;
    }

    private static Optional<LocalDate> meaning(Rule rule, MatchResult match, LocalDate today) {
        try {
            return Optional.of(rule.meaning.of(match, today));
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            // The 31st of February, or "in many days": the words look like a date and are none.
            return Optional.empty();
        }
    }

    private static LocalDate ymd(String year, String month, String day) {
        return LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
    }

    private static String month(String english) {
        for (Month month : Month.values()) {
            if (month.name().startsWith(english.toUpperCase(Locale.ROOT))) {
                return "" + month.getValue();
            }
        }
        throw new DateTimeException(english);
    }

    private static LocalDate weekday(DayOfWeek day, boolean nextWeek, LocalDate today) {
        LocalDate from = nextWeek ? today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)) : today;
        return from.with(TemporalAdjusters.nextOrSame(day));
    }
}
