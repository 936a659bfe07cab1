package dev.glmagent.glm.batch;

import dev.glmagent.chat.ChatRequest;
import dev.glmagent.glm.chat.ChatOptions;
import dev.glmagent.glm.internal.ChatBodies;
import dev.glmagent.glm.internal.LineWriter;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * Writes questions to be answered in the background, one a line, as GLM's batches read them.
 *
 * <pre>{@code
 * try (BatchFileWriter questions = BatchFileWriter.open(Path.of("requests.jsonl"), "glm-4-flash")) {
 *     questions.add("request-0001", ChatRequest.of(UserMessage.of("ping")));
 * }
 * }</pre>
 */
public final class BatchFileWriter implements AutoCloseable {

    /** GLM's documents. */
    private static final int MOST_LINES = 50_000;
    /** Seen of the platform. */
    private static final int SHORTEST_ID = 6;

    private final LineWriter lines;
    private final String model;
    private final ChatOptions options;
    private final Set<String> ids = new HashSet<>();

    private BatchFileWriter(LineWriter lines, String model, ChatOptions options) {
        this.lines = lines;
        this.model = model;
        this.options = options;
    }

    /**
     * Begins a file.
     *
     * @param file its name should end in {@code .jsonl}; emptied when it exists
     * @param model answers all the questions: the platform takes one model a file
     * @return the writer, which must be closed
     * @throws java.io.UncheckedIOException when the file cannot be written
     */
    public static BatchFileWriter open(Path file, String model) {
        return open(file, model, ChatOptions.of());
    }

    /**
     * Begins a file.
     *
     * @param file its name should end in {@code .jsonl}; emptied when it exists
     * @param model answers all the questions: the platform takes one model a file
     * @param options how the model is asked, each time
     * @return the writer, which must be closed
     * @throws java.io.UncheckedIOException when the file cannot be written
     */
    public static BatchFileWriter open(Path file, String model, ChatOptions options) {
        return new BatchFileWriter(new LineWriter(file), model, options);
    }

    /**
     * Adds a question.
     *
     * @param customId names its answer, whose place in the result is not promised; at least 6 characters, each id once
     * @param request the question
     * @return this
     * @throws IllegalArgumentException when the platform would not take it
     */
    public BatchFileWriter add(String customId, ChatRequest request) {
        if (customId.length() < SHORTEST_ID) {
            throw new IllegalArgumentException("The id \"" + customId
                    + "\" is too short; the platform wants 6 characters. Fix: for example request-" + customId + ".");
        } else if (ids.contains(customId)) {
            throw new IllegalArgumentException("The id \"" + customId
                    + "\" is in this file already; answers are told apart by it. Fix: give each question its own.");
        } else if (ids.size() == MOST_LINES) {
            throw new IllegalArgumentException(
                    "The file has 50,000 questions, and the platform takes no more." + " Fix: begin another file.");
        }
        lines.write(ChatBodies.batchLine(customId, ChatBodies.request(model, request, options)));
        ids.add(customId);
        return this;
    }

    /** Ends the file. */
    @Override
    public void close() {
        lines.close();
    }
}
