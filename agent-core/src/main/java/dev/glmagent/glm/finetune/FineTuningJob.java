package dev.glmagent.glm.finetune;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.Optional;

/**
 * A model that learns, or has learnt.
 *
 * @param id names the job in other calls
 * @param model the model it began from
 * @param fineTunedModel the new model's name for {@code glm.chatModel(name)}; empty until the job has succeeded
 * @param status how far it is
 * @param createdAt when it was asked for
 * @param finishedAt when it ended
 * @param trainingFile the data set's id
 * @param trainedTokens how many tokens it read, 0 while the platform does not say
 * @param error why it failed
 */
public record FineTuningJob(
        String id,
        String model,
        String fineTunedModel,
        Status status,
        Optional<Instant> createdAt,
        Optional<Instant> finishedAt,
        String trainingFile,
        long trainedTokens,
        Optional<Problem> error) {

    /** How far a job is. */
    public enum Status {
        /** Asked for. */
        CREATED,
        /** Waits for its turn. */
        PENDING,
        /** Learns. */
        RUNNING,
        /** Has learnt. */
        SUCCEEDED,
        /** Could not learn. */
        FAILED,
        /** Was stopped. */
        CANCELLED,
        /** A state that the platform did not document. */
        @JsonEnumDefaultValue
        UNKNOWN;

        /**
         * Whether the job is over.
         *
         * @return true when nothing more will happen
         */
        public boolean isEnd() {
            return this == SUCCEEDED || this == FAILED || this == CANCELLED;
        }
    }

    /**
     * Why a job failed.
     *
     * @param code the platform's code
     * @param message its words
     * @param param the parameter that was wrong, empty when none was
     */
    public record Problem(String code, String message, String param) {}
}
