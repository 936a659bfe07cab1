package dev.glmagent.glm.batch;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.file.FileApi;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.Pages;
import dev.glmagent.glm.internal.Polling;
import dev.glmagent.glm.internal.Readers;
import dev.glmagent.glm.internal.Transport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Has many questions answered in the background, at half the price. Thread-safe; made by
 * {@link dev.glmagent.glm.Glm#batches()}.
 *
 * <pre>{@code
 * FileInfo questions = glm.files().upload(path, FilePurpose.BATCH);          // made with BatchFileWriter
 * Batch batch = glm.batches().create(questions.id());
 * batch = glm.batches().await(batch.id(), Duration.ofHours(24), seen -> System.out.println(seen.status()));
 * try (Stream<BatchResult> answers = glm.batches().results(batch, Path.of("answers.jsonl"))) {
 *     answers.forEach(answer -> store(answer.customId(), answer.reply()));
 * }
 * }</pre>
 */
public final class BatchApi {

    private static final int PAGE = 100;

    private final Transport transport;

    /**
     * Not for use from outside.
     *
     * @param transport calls the platform
     */
    public BatchApi(Transport transport) {
        this.transport = transport;
    }

    private record Body(String inputFileId, String endpoint, Map<String, String> metadata) {}

    /**
     * Begins a batch. The platform deletes the file of questions when it is done with it.
     *
     * @param inputFileId the uploaded file of questions
     * @return the batch
     * @throws GlmException when the platform does not take it
     */
    public Batch create(String inputFileId) {
        return create(inputFileId, Map.of());
    }

    /**
     * Begins a batch. It is billed, so a request that may have arrived is not sent again.
     *
     * @param inputFileId the uploaded file of questions
     * @param metadata what the caller notes down, at most 16 entries
     * @return the batch
     * @throws GlmException when the platform does not take it
     */
    public Batch create(String inputFileId, Map<String, String> metadata) {
        return transport.call(
                ApiRequest.post("batches").json(new Body(inputFileId, "/v4/chat/completions", metadata)),
                Readers.json(Batch.class));
    }

    /**
     * All batches of the account. Pages are fetched while you go through them.
     *
     * @return each iteration asks anew
     */
    public Iterable<Batch> list() {
        return Pages.after(
                Batch::id,
                last -> transport.call(
                        ApiRequest.get("batches").query("limit", PAGE).query("after", last),
                        Pages.reader(Batch.class)));
    }

    /**
     * How far a batch is.
     *
     * @param batchId the batch's id
     * @return the batch
     * @throws GlmException when there is no such batch
     */
    public Batch get(String batchId) {
        return get(batchId, ChatContext.blocking());
    }

    private Batch get(String batchId, ChatContext context) {
        return transport.call(ApiRequest.get("batches", batchId), Readers.json(Batch.class), context);
    }

    /**
     * Stops a batch. Questions that were answered stay answered.
     *
     * @param batchId the batch's id
     * @return the batch
     * @throws GlmException when it cannot be stopped
     */
    public Batch cancel(String batchId) {
        return transport.call(ApiRequest.post("batches", batchId, "cancel").repeatable(), Readers.json(Batch.class));
    }

    /**
     * Waits for the end of a batch, good or bad. Interrupting the thread ends the waiting, not the batch.
     *
     * @param batchId the batch's id
     * @param limit the longest wait; about 24 hours are usual
     * @param progress is told, on this thread, each state that differs from the one before
     * @return the batch at its end; look at its {@link Batch#status()}
     * @throws GlmException.Timeout when it has not ended in time; the platform goes on with it
     */
    public Batch await(String batchId, Duration limit, Consumer<Batch> progress) {
        return Polling.await(
                transport,
                "The batch " + batchId,
                limit,
                new Cancellation(),
                Polling.changes(
                        progress,
                        context -> get(batchId, context),
                        batch -> batch.status().isEnd()));
    }

    /**
     * Downloads the answers and reads them from disk, one at a time, in the order of the file, which is not that of the
     * questions.
     *
     * @param batch a batch with answers
     * @param target where the file goes; replaces what is there
     * @return the answers; close it
     * @throws IllegalStateException when the batch has no answers
     * @throws GlmException when they could not be downloaded
     */
    public Stream<BatchResult> results(Batch batch, Path target) {
        return download(batch, batch.outputFileId(), "answers", target);
    }

    /**
     * Downloads what became of the questions that could not be answered.
     *
     * @param batch a batch with such questions
     * @param target where the file goes; replaces what is there
     * @return what the platform says of each; close it
     * @throws IllegalStateException when the batch has none
     * @throws GlmException when they could not be downloaded
     */
    public Stream<BatchResult> errors(Batch batch, Path target) {
        return download(batch, batch.errorFileId(), "failed questions", target);
    }

    private Stream<BatchResult> download(Batch batch, String fileId, String what, Path target) {
        if (fileId.isEmpty()) {
            throw new IllegalStateException("The batch " + batch.id() + " has no " + what + "; it is " + batch.status()
                    + ". Fix: await its end and look at its requestCounts.");
        }
        new FileApi(transport).download(fileId, target);
        return ResultFile.read(target);
    }
}
