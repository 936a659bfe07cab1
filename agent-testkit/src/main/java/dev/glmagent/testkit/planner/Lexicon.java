package dev.glmagent.testkit.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The shipped bilingual table of words and what they mean. */
final class Lexicon {

    static final Lexicon SHIPPED = new Lexicon(Tsv.rows("lexicon.tsv"));

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");
    private static final Pattern NOT_A_LETTER = Pattern.compile("[^\\p{L}]+");

    private final Map<String, List<Concept>> english = new HashMap<>();
    private final Map<String, List<Concept>> chinese = new HashMap<>();
    private int longest = 1;

    private Lexicon(List<String[]> rows) {
        for (String[] row : rows) {
            String[] chineseWords = row[2].split(" ");
            Concept concept = new Concept(row[0], chineseWords[0], row[3]);
            for (String word : row[1].split(" ")) {
                add(english, word.contains("_") ? word : Stemmer.stem(word), concept);
            }
            for (String word : chineseWords) {
                add(chinese, word, concept);
                longest = Math.max(longest, word.length());
            }
        }
    }

    private static void add(Map<String, List<Concept>> index, String word, Concept concept) {
        List<Concept> concepts = index.computeIfAbsent(word, key -> new ArrayList<>());
        if (!concepts.contains(concept)) {
            concepts.add(concept);
        }
    }

    /** What an English word in any form means; empty when it is not in the table. */
    List<Concept> ofEnglish(String word) {
        return english.getOrDefault(Stemmer.stem(word.toLowerCase(Locale.ROOT)), List.of());
    }

    /** What exactly this Chinese word means; empty when it is not in the table. */
    List<Concept> ofChinese(String word) {
        return chinese.getOrDefault(word, List.of());
    }

    /** In characters, of the Chinese words. */
    int longestWord() {
        return longest;
    }

    /** Whether a name, written in either language, means this. */
    boolean means(String name, String conceptId) {
        return Terms.of(name).stream().anyMatch(term -> term.text().equals("@" + conceptId));
    }

    /** Whether one of the terms is something that numbers are counted in. */
    boolean hasUnit(Set<Term> terms) {
        return english.values().stream()
                .flatMap(List::stream)
                .anyMatch(concept -> concept.unit() && terms.contains(Term.of(concept)));
    }

    /** The Chinese label of a phrase such as {@code [warmer, by]}, or of a single word. */
    Optional<String> label(List<String> words) {
        String key = words.size() == 1 ? Stemmer.stem(words.get(0)) : String.join("_", words);
        return english.getOrDefault(key, List.of()).stream()
                .filter(concept -> !concept.silent() && !concept.label().isEmpty())
                .map(Concept::label)
                .findFirst();
    }

    /** The words of a name: {@code highCelsius}, {@code high_celsius} and {@code high celsius} are the same. */
    static List<String> words(String name) {
        return NOT_A_LETTER
                .splitAsStream(CAMEL.matcher(name).replaceAll(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.toLowerCase(Locale.ROOT))
                .toList();
    }
}
