package dev.glmagent.testkit.planner;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Shares the numbers of a question out among the numeric parameters of a tool: first by what they count ("5 days", "3天"),
 * then, for numbers that count nothing in particular, in order. A parameter about days takes the distance to a date.
 */
final class NumberArguments {

    private static final BigDecimal DAYS_PER_WEEK = BigDecimal.valueOf(7);

    /** How far behind a number its unit is looked for: two English words, or the next Chinese word. */
    private static final int UNIT_LENGTH = 24;

    private NumberArguments() {}

    static Map<Parameter, BigDecimal> share(List<Parameter> parameters, Question question) {
        Map<Parameter, BigDecimal> shares = new HashMap<>();
        List<Found<BigDecimal>> free = new ArrayList<>(question.numbers());
        for (Parameter parameter : parameters) {
            Optional<Found<BigDecimal>> counted = free.stream()
                    .filter(number -> !Collections.disjoint(unit(question, number), parameter.terms()))
                    .findFirst();
            counted.ifPresent(number -> {
                shares.put(parameter, number.value());
                free.remove(number);
            });
            if (counted.isEmpty() && parameter.terms().contains(new Term("@day", true))) {
                days(question).ifPresent(days -> shares.put(parameter, days));
            }
        }
        free.removeIf(number -> countsSomething(unit(question, number)));
        for (Parameter parameter : parameters) {
            if (!shares.containsKey(parameter)
                    && !free.isEmpty()
                    && inRange(free.get(0).value(), parameter)) {
                shares.put(parameter, free.remove(0).value());
            }
        }
        return shares;
    }

    /** How many days, today included, reach to the last date named; seven for "week". */
    private static Optional<BigDecimal> days(Question question) {
        for (Found<BigDecimal> number : question.numbers()) {
            if (unit(question, number).contains(new Term("@week", true))) {
                return Optional.of(number.value().multiply(DAYS_PER_WEEK));
            }
        }
        Optional<LocalDate> last = question.dates().stream().max(LocalDate::compareTo);
        if (last.isPresent()) {
            long days = ChronoUnit.DAYS.between(question.today(), last.get()) + 1;
            return Optional.of(BigDecimal.valueOf(days)).filter(count -> count.signum() > 0);
        }
        return question.terms().contains(new Term("@week", true)) ? Optional.of(DAYS_PER_WEEK) : Optional.empty();
    }

    private static Set<Term> unit(Question question, Found<BigDecimal> number) {
        String text = question.text();
        String behind = text.substring(number.end(), Math.min(text.length(), number.end() + UNIT_LENGTH))
                .strip();
        if (!behind.isEmpty() && Character.isIdeographic(behind.codePointAt(0))) {
            List<Segment> segments = Segment.cut(behind.replaceFirst("(?s)\\P{IsHan}.*", ""));
            return Terms.of(segments.get(0).text());
        }
        String[] words = behind.split("[^A-Za-z]+");
        Set<Term> terms = new HashSet<>();
        for (int i = 0; i < Math.min(2, words.length); i++) {
            terms.addAll(Terms.of(words[i]));
        }
        return terms;
    }

    private static boolean countsSomething(Set<Term> unit) {
        return Lexicon.SHIPPED.hasUnit(unit);
    }

    private static boolean inRange(BigDecimal value, Parameter parameter) {
        JsonNode schema = parameter.schema();
        return value.compareTo(schema.path("minimum").asDecimal(value)) >= 0
                && value.compareTo(schema.path("maximum").asDecimal(value)) <= 0;
    }
}
