package dev.glmagent.testkit.internal.platform;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Cuts documents into passages and finds those nearest to a question. */
final class Chunks {

    private static final Pattern SENTENCE = Pattern.compile("(?<=[。！？!?\\n])|(?<=\\.)\\s+");

    /** Below this a passage shares no word with the question, or only a common one. */
    private static final double RELATED = 0.1;

    /**
     * A passage and how near it is.
     *
     * @param document the document's id
     * @param index its place in the document
     * @param text the passage
     * @param score at most 1
     */
    record Hit(String document, int index, String text, double score) {}

    private Chunks() {}

    /** Whole sentences joined as long as they fit; a longer sentence is cut. */
    static List<String> cut(String text, int size) {
        List<String> chunks = new ArrayList<>();
        StringBuilder chunk = new StringBuilder();
        for (String sentence : SENTENCE.splitAsStream(text).toList()) {
            if (chunk.length() > 0 && chunk.length() + sentence.length() > size) {
                chunks.add(chunk.toString().strip());
                chunk.setLength(0);
            }
            for (int i = 0; i + size < sentence.length(); i += size) {
                chunks.add(sentence.substring(i, i + size));
            }
            chunk.append(sentence.length() > size ? sentence.substring(sentence.length() / size * size) : sentence);
        }
        chunks.add(chunk.toString().strip());
        chunks.removeIf(String::isBlank);
        return chunks;
    }

    static List<Hit> nearest(List<Hit> passages, String question, int most) {
        return passages.stream()
                .map(hit -> new Hit(hit.document, hit.index, hit.text, Vectors.nearness(hit.text, question)))
                .filter(hit -> hit.score >= RELATED)
                .sorted(Comparator.comparingDouble(Hit::score).reversed())
                .limit(most)
                .toList();
    }
}
