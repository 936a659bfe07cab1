package dev.glmagent.testkit.planner;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The terms of a text: the concepts of its words, the stems of English words that the lexicon does not know, and the
 * character pairs of Chinese runs that it does not know. Words that say nothing give no term.
 */
final class Terms {

    private static final Pattern HAN_RUN = Pattern.compile("\\p{IsHan}+");

    private Terms() {}

    static Set<Term> of(String text) {
        Set<Term> terms = new LinkedHashSet<>();
        for (String word : Lexicon.words(HAN_RUN.matcher(text).replaceAll(" "))) {
            addEnglish(terms, word);
        }
        Matcher runs = HAN_RUN.matcher(text);
        while (runs.find()) {
            Segment.cut(runs.group()).forEach(segment -> addChinese(terms, segment));
        }
        return terms;
    }

    private static void addEnglish(Set<Term> terms, String word) {
        List<Concept> concepts = Lexicon.SHIPPED.ofEnglish(word);
        if (concepts.isEmpty()) {
            if (word.length() > 1) {
                terms.add(new Term(Stemmer.stem(word), false));
            }
        } else if (concepts.stream().noneMatch(Concept::silent)) {
            concepts.forEach(concept -> terms.add(Term.of(concept)));
        }
    }

    private static void addChinese(Set<Term> terms, Segment segment) {
        if (segment.unknown()) {
            for (int i = 0; i + 2 <= segment.text().length(); i++) {
                terms.add(new Term(segment.text().substring(i, i + 2), false));
            }
        } else if (!segment.silent()) {
            segment.concepts().forEach(concept -> terms.add(Term.of(concept)));
        }
    }
}
