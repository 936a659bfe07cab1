package dev.glmagent.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits text into the terms that a search compares: stems of words, and pairs of characters where there are no words. */
final class Words {

    /** A run of ideographs, a number, or a word; {@code cancelOrder} and {@code HTTPServer} are two words each. */
    private static final Pattern PIECE =
            Pattern.compile("\\p{IsHan}+|\\d+|\\p{Lu}+(?!\\p{Ll})|\\p{Lu}?[\\p{L}&&[^\\p{Lu}\\p{IsHan}]]+");

    /** Words of questions and of descriptions that say nothing about what a tool is for. */
    private static final Set<String> EMPTY = Set.of(
            "a", "about", "all", "an", "and", "any", "are", "as", "at", "be", "by", "can", "could", "did", "do", "does",
            "for", "from", "give", "has", "have", "how", "i", "if", "in", "into", "is", "it", "its", "let", "many",
            "me", "much", "my", "need", "of", "on", "one", "or", "our", "please", "so", "that", "the", "their", "them",
            "there", "they", "this", "to", "us", "want", "was", "we", "what", "when", "which", "who", "will", "with",
            "would", "you", "your");

    private Words() {}

    /** All terms of a text, in order, as often as they stand in it. */
    static List<String> of(String text) {
        List<String> terms = new ArrayList<>();
        Matcher pieces = PIECE.matcher(text);
        while (pieces.find()) {
            String piece = pieces.group();
            if (Character.isIdeographic(piece.codePointAt(0))) {
                addPairs(piece, terms);
            } else {
                String word = piece.toLowerCase(Locale.ROOT);
                if (!EMPTY.contains(word)) {
                    terms.add(stem(word));
                }
            }
        }
        return terms;
    }

    private static void addPairs(String ideographs, List<String> terms) {
        int[] characters = ideographs.codePoints().toArray();
        if (characters.length == 1) {
            terms.add(ideographs);
        }
        for (int i = 0; i + 1 < characters.length; i++) {
            terms.add(new String(characters, i, 2));
        }
    }

    /** Takes off the commonest endings of English; both sides of a comparison lose the same, so wrong stems do no harm. */
    private static String stem(String word) {
        String stem = word;
        if (stem.length() > 4 && stem.endsWith("ies")) {
            stem = cut(stem, 3) + "y";
        } else if (stem.length() > 3 && stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us")) {
            stem = cut(stem, 1);
        }
        if (stem.length() > 5 && stem.endsWith("ing")) {
            stem = cut(stem, 3);
        } else if (stem.length() > 4 && stem.endsWith("ed")) {
            stem = cut(stem, 2);
        }
        int last = stem.length() - 1;
        if (last > 2 && stem.charAt(last) == stem.charAt(last - 1)) {
            stem = cut(stem, 1);
        }
        return stem.length() > 3 && stem.endsWith("e") ? cut(stem, 1) : stem;
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }
}
