package dev.glmagent.loop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ranks short texts for a query by Okapi BM25: rare words count more than common ones, repeated ones less and less, and words
 * of short texts more than those of long ones. Immutable.
 */
final class Bm25 {

    /** How soon a repeated word counts no more, and how much length counts: the usual values (Robertson, Zaragoza 2009). */
    private static final double K1 = 1.2;

    private static final double B = 0.75;

    private record Posting(int text, int times) {}

    private final List<String> names = new ArrayList<>();
    private final List<Integer> lengths = new ArrayList<>();
    private final Map<String, List<Posting>> postings = new HashMap<>();
    private final double meanLength;

    /** @param texts terms of each text, by its name */
    Bm25(Map<String, List<String>> texts) {
        texts.forEach((name, terms) -> {
            Map<String, Integer> times = new HashMap<>();
            terms.forEach(term -> times.merge(term, 1, Integer::sum));
            times.forEach((term, n) ->
                    postings.computeIfAbsent(term, key -> new ArrayList<>()).add(new Posting(names.size(), n)));
            names.add(name);
            lengths.add(terms.size());
        });
        meanLength = lengths.stream().mapToInt(Integer::intValue).average().orElse(1);
    }

    /** The names of the texts that fit best, best first; those that share no term with the query are left out. */
    List<String> best(List<String> query, int most) {
        Map<Integer, Double> scores = new LinkedHashMap<>();
        for (String term : new HashSet<>(query)) {
            List<Posting> found = postings.getOrDefault(term, List.of());
            double rarity = Math.log(1 + (names.size() - found.size() + 0.5) / (found.size() + 0.5));
            for (Posting posting : found) {
                double length = lengths.get(posting.text) / meanLength;
                double weight = posting.times * (K1 + 1) / (posting.times + K1 * (1 - B + B * length));
                scores.merge(posting.text, rarity * weight, Double::sum);
            }
        }
        return scores.entrySet().stream()
                .sorted(Map.Entry.<Integer, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(most)
                .map(entry -> names.get(entry.getKey()))
                .toList();
    }
}
