package dev.glmagent.testkit.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Finds the values of an enumeration that a question names, by the word itself or by what it means. */
final class EnumArguments {

    /** Codes as short as S, M and XL have to be written just so. */
    private static final int SHORT = 2;

    private EnumArguments() {}

    static List<JsonNode> named(JsonNode schema, Question question) {
        List<JsonNode> literally = new ArrayList<>();
        List<JsonNode> byMeaning = new ArrayList<>();
        for (JsonNode value : schema.path("enum").values()) {
            String word = value.asString("");
            if (word.isEmpty()) {
                continue;
            }
            if (literally(word, question.text())) {
                literally.add(value);
            } else if (means(word, question.terms())) {
                byMeaning.add(value);
            }
        }
        return literally.isEmpty() ? byMeaning : literally;
    }

    private static boolean literally(String word, String text) {
        int flags = word.length() <= SHORT ? 0 : Pattern.CASE_INSENSITIVE;
        String spaced = word.replace('_', ' ').replace('-', ' ');
        return Pattern.compile(
                        "(?<![A-Za-z0-9])(?:" + Pattern.quote(word) + "|" + Pattern.quote(spaced) + ")(?![A-Za-z0-9])",
                        flags)
                .matcher(text)
                .find();
    }

    private static boolean means(String word, Set<Term> question) {
        return Terms.of(word).stream().anyMatch(term -> !term.weak() && question.contains(term));
    }
}
