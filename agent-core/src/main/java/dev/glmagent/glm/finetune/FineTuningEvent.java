package dev.glmagent.glm.finetune;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened while a model learnt. GLM does not document the words of {@code type} and {@code level}.
 *
 * @param id names the event
 * @param type its kind
 * @param level how serious it is
 * @param message what happened
 * @param createdAt when
 * @param data the figures of the moment
 */
public record FineTuningEvent(
        String id, String type, String level, String message, Optional<Instant> createdAt, Optional<Metrics> data) {

    /**
     * How well it learns. What the platform did not say is empty.
     *
     * @param epoch how often it has gone through the data
     * @param currentSteps the step at hand
     * @param totalSteps of so many
     * @param elapsedTime as the platform writes it, for example {@code 0:01:10}
     * @param remainingTime the same
     * @param trainedTokens how many tokens it has read
     * @param loss the loss on the data set
     * @param evalLoss the loss on the validation file
     * @param acc the accuracy on the data set, 0 to 1
     * @param evalAcc the accuracy on the validation file, 0 to 1
     * @param learningRate the rate at hand
     */
    public record Metrics(
            Optional<Double> epoch,
            long currentSteps,
            long totalSteps,
            String elapsedTime,
            String remainingTime,
            long trainedTokens,
            Optional<Double> loss,
            Optional<Double> evalLoss,
            Optional<Double> acc,
            Optional<Double> evalAcc,
            Optional<Double> learningRate) {}
}
