package dev.glmagent.testkit.planner;

import java.util.Optional;
import java.util.regex.Pattern;

/** The two languages the planner answers in. */
enum Language {
    CHINESE,
    ENGLISH;

    private static final Pattern LATIN_WORD = Pattern.compile("[A-Za-z]+");

    /** Chinese when there are at least as many Han characters as Latin words; empty when there is neither. */
    static Optional<Language> of(String text) {
        long han = text.codePoints().filter(Character::isIdeographic).count();
        long words = LATIN_WORD.matcher(text).results().count();
        if (han + words == 0) {
            return Optional.empty();
        }
        return Optional.of(han >= words ? CHINESE : ENGLISH);
    }
}
