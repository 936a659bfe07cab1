package dev.glmagent.testkit.planner;

/**
 * What questions and tools are matched by.
 *
 * @param text {@code @} and a concept's id, an English stem, or two Chinese characters
 * @param weak whether it ranks tools without making one fit
 */
record Term(String text, boolean weak) {

    static Term of(Concept concept) {
        return new Term("@" + concept.id(), concept.weak());
    }
}
