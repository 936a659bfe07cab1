package dev.glmagent.testkit.planner;

/**
 * A meaning that both languages have words for.
 *
 * @param id its name in the table
 * @param label its first Chinese word, or empty
 * @param flags what the table says of it; see the head of {@code lexicon.tsv}
 */
record Concept(String id, String label, String flags) {

    boolean weak() {
        return flags.contains("weak");
    }

    boolean unit() {
        return flags.contains("unit");
    }

    boolean headline() {
        return flags.contains("headline");
    }

    boolean note() {
        return flags.contains("note");
    }

    /** Words of this one say nothing. */
    boolean silent() {
        return id.equals("-");
    }
}
