package dev.glmagent.glm.batch;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Questions that are answered in the background.
 *
 * @param id names the batch in other calls
 * @param status how far it is
 * @param inputFileId the questions
 * @param outputFileId the answers, empty until there are some
 * @param errorFileId the questions that could not be answered, empty when there are none
 * @param createdAt when it was asked for
 * @param completedAt when it was done
 * @param requestCounts how many questions there are; the platform counts answers only at the end
 * @param errors what was wrong with the file of questions
 * @param metadata what the caller noted down
 */
public record Batch(
        String id,
        Status status,
        String inputFileId,
        String outputFileId,
        String errorFileId,
        Optional<Instant> createdAt,
        Optional<Instant> completedAt,
        Optional<Counts> requestCounts,
        Optional<Problems> errors,
        Map<String, String> metadata) {

    /** How far a batch is. */
    public enum Status {
        /** The file of questions is looked at. */
        VALIDATING,
        /** Questions are answered. */
        IN_PROGRESS,
        /** Answers are put together. */
        FINALIZING,
        /** Answers can be fetched. */
        COMPLETED,
        /** The file of questions was refused. */
        FAILED,
        /** It took longer than the platform waits, 7 days by its documents. */
        EXPIRED,
        /** It is being stopped. */
        CANCELLING,
        /** It was stopped. */
        CANCELLED,
        /** A state that the platform did not document. */
        @JsonEnumDefaultValue
        UNKNOWN;

        /**
         * Whether the batch is over.
         *
         * @return true when nothing more will happen
         */
        public boolean isEnd() {
            return this == COMPLETED || this == FAILED || this == EXPIRED || this == CANCELLED;
        }
    }

    /**
     * How many questions there are.
     *
     * @param total in all
     * @param completed that were answered
     * @param failed that could not be
     */
    public record Counts(long total, long completed, long failed) {}

    /**
     * What was wrong with the questions.
     *
     * @param data line by line
     */
    public record Problems(List<Problem> data) {}

    /**
     * What was wrong with a question.
     *
     * @param line its line, from 1; 0 when the platform does not say
     * @param code the platform's code
     * @param message its words
     * @param param the parameter that was wrong, empty when none was
     */
    public record Problem(long line, String code, String message, String param) {}
}
