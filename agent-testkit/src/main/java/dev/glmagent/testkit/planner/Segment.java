package dev.glmagent.testkit.planner;

import java.util.ArrayList;
import java.util.List;

/**
 * A piece of Chinese text: a word of the lexicon, or the longest run of characters between such words.
 *
 * @param text the characters
 * @param concepts what it means; empty for an unknown run
 */
record Segment(String text, List<Concept> concepts) {

    boolean unknown() {
        return concepts.isEmpty();
    }

    boolean silent() {
        return concepts.stream().anyMatch(Concept::silent);
    }

    /** Cuts a run of Han characters at the longest words that are known. */
    static List<Segment> cut(String run) {
        List<Segment> segments = new ArrayList<>();
        int unknownFrom = 0;
        for (int i = 0; i < run.length(); ) {
            String word = wordAt(run, i);
            if (word.isEmpty()) {
                i++;
                continue;
            }
            addUnknown(segments, run.substring(unknownFrom, i));
            segments.add(new Segment(word, Lexicon.SHIPPED.ofChinese(word)));
            i += word.length();
            unknownFrom = i;
        }
        addUnknown(segments, run.substring(unknownFrom));
        return segments;
    }

    private static void addUnknown(List<Segment> segments, String text) {
        if (!text.isEmpty()) {
            segments.add(new Segment(text, List.of()));
        }
    }

    private static String wordAt(String run, int start) {
        for (int length = Math.min(Lexicon.SHIPPED.longestWord(), run.length() - start); length > 0; length--) {
            String word = run.substring(start, start + length);
            if (!Lexicon.SHIPPED.ofChinese(word).isEmpty()) {
                return word;
            }
        }
        return "";
    }
}
