package dev.glmagent.glm.knowledge;

import java.util.List;
import java.util.Optional;

/**
 * How documents are cut into pieces that can be found.
 *
 * @param knowledgeType 1 titles and paragraphs, 2 questions and answers, 3 rows of a table, 5 your own separators, 6 pages,
 *     7 not at all; the platform's choice unless given
 * @param customSeparator the separators of type 5
 * @param sentenceSize the length of a piece of type 5, 20 to 2000 characters; 300 unless given
 */
public record UploadOptions(
        Optional<Integer> knowledgeType, List<String> customSeparator, Optional<Integer> sentenceSize) {

    /** Copies the separators. */
    public UploadOptions {
        customSeparator = List.copyOf(customSeparator);
        if (sentenceSize.isPresent() && (sentenceSize.get() < 20 || sentenceSize.get() > 2000)) {
            throw new IllegalArgumentException(
                    "Pieces of " + sentenceSize.get() + " characters; the platform takes 20 to 2000.");
        }
    }

    /**
     * As the platform chooses.
     *
     * @return the options
     */
    public static UploadOptions automatic() {
        return new UploadOptions(Optional.empty(), List.of(), Optional.empty());
    }

    /**
     * Cut at separators.
     *
     * @param sentenceSize the length of a piece
     * @param separators where to cut, for example a line break
     * @return the options
     */
    public static UploadOptions separatedBy(int sentenceSize, String... separators) {
        return new UploadOptions(Optional.of(5), List.of(separators), Optional.of(sentenceSize));
    }
}
