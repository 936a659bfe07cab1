package dev.glmagent.testkit.planner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a property's name tells a reader.
 *
 * @param text the name in the reader's language, without the unit
 * @param unit what follows the number, or empty
 * @param headline whether the value belongs in front of the others
 * @param note whether the value belongs behind everything
 */
record Label(String text, String unit, boolean headline, boolean note) {

    private static final Map<String, String[]> UNITS = units();

    static Label of(String property, boolean numeric, Language language) {
        List<String> words = new ArrayList<>(Lexicon.words(property));
        if (words.isEmpty()) {
            return new Label(property, "", false, false);
        }
        String last = words.get(words.size() - 1);
        String unit = "";
        if (numeric && UNITS.containsKey(last)) {
            unit = UNITS.get(last)[language == Language.CHINESE ? 2 : 1];
            if (words.size() > 1) {
                words.remove(words.size() - 1);
                last = words.get(words.size() - 1);
            }
        }
        List<Concept> concepts = Lexicon.SHIPPED.ofEnglish(last);
        return new Label(
                language == Language.CHINESE ? chinese(words) : String.join(" ", words),
                unit,
                !numeric && concepts.stream().anyMatch(Concept::headline),
                concepts.stream().anyMatch(Concept::note));
    }

    private static String chinese(List<String> words) {
        Optional<String> phrase = Lexicon.SHIPPED.label(words);
        if (phrase.isPresent()) {
            return phrase.get();
        }
        StringBuilder label = new StringBuilder();
        for (String word : words) {
            Optional<String> part = Lexicon.SHIPPED.label(List.of(word));
            if (part.isEmpty()) {
                return String.join(" ", words);
            }
            label.append(part.get());
        }
        return label.toString();
    }

    private static Map<String, String[]> units() {
        Map<String, String[]> units = new HashMap<>();
        Tsv.rows("units.tsv").forEach(row -> units.put(row[0], row));
        return units;
    }
}
