package dev.glmagent.glm.finetune;

import java.util.Optional;

/**
 * A model that shall learn.
 *
 * <pre>{@code
 * FineTuningRequest.of("chatglm3-6b", file.id()).withSuffix("faq_v1").withEpochs(3)
 * }</pre>
 *
 * @param model the model to begin from, for example {@code chatglm3-6b} or {@code glm-4-flash}
 * @param trainingFile the id of an uploaded data set
 * @param validationFile the id of another one, to measure by
 * @param hyperparameters how it learns; what is not set is the platform's choice
 * @param suffix becomes part of the new model's name, at most 40 characters
 */
public record FineTuningRequest(
        String model,
        String trainingFile,
        Optional<String> validationFile,
        Optional<Hyperparameters> hyperparameters,
        Optional<String> suffix) {

    private static final int LONGEST_SUFFIX = 40;

    /** Checks the suffix. */
    public FineTuningRequest {
        if (suffix.isPresent() && suffix.get().length() > LONGEST_SUFFIX) {
            throw new IllegalArgumentException(
                    "The suffix has " + suffix.get().length() + " characters; the platform takes 40. Fix: shorten it.");
        }
    }

    /**
     * How a model learns. What is empty is the platform's choice.
     *
     * @param nEpochs how often it goes through the data, 1 to 50
     * @param batchSize how many conversations at once
     * @param learningRateMultiplier how fast, relative to the platform's choice
     */
    public record Hyperparameters(
            Optional<Integer> nEpochs, Optional<Integer> batchSize, Optional<Double> learningRateMultiplier) {

        /** Checks the epochs. */
        public Hyperparameters {
            if (nEpochs.isPresent() && (nEpochs.get() < 1 || nEpochs.get() > 50)) {
                throw new IllegalArgumentException(nEpochs.get() + " epochs; the platform takes 1 to 50.");
            }
        }
    }

    /**
     * Learns as the platform chooses.
     *
     * @param model the model to begin from
     * @param trainingFile the id of an uploaded data set
     * @return the request
     */
    public static FineTuningRequest of(String model, String trainingFile) {
        return new FineTuningRequest(model, trainingFile, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The same with a part of the new model's name.
     *
     * @param text at most 40 characters
     * @return a copy
     */
    public FineTuningRequest withSuffix(String text) {
        return new FineTuningRequest(model, trainingFile, validationFile, hyperparameters, Optional.of(text));
    }

    /**
     * The same with another data set to measure by.
     *
     * @param fileId the id of an uploaded data set
     * @return a copy
     */
    public FineTuningRequest withValidationFile(String fileId) {
        return new FineTuningRequest(model, trainingFile, Optional.of(fileId), hyperparameters, suffix);
    }

    /**
     * The same going through the data so often.
     *
     * @param count 1 to 50
     * @return a copy; other hyperparameters are the platform's choice
     */
    public FineTuningRequest withEpochs(int count) {
        return with(new Hyperparameters(Optional.of(count), Optional.empty(), Optional.empty()));
    }

    /**
     * The same learning otherwise.
     *
     * @param how replaces all hyperparameters
     * @return a copy
     */
    public FineTuningRequest with(Hyperparameters how) {
        return new FineTuningRequest(model, trainingFile, validationFile, Optional.of(how), suffix);
    }
}
