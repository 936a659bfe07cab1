package dev.glmagent.glm.finetune;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.Pages;
import dev.glmagent.glm.internal.Polling;
import dev.glmagent.glm.internal.Readers;
import dev.glmagent.glm.internal.Transport;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Teaches a model from your conversations. Thread-safe; made by {@link dev.glmagent.glm.Glm#fineTuning()}.
 *
 * <pre>{@code
 * DatasetReport.of(path).requireValid();
 * FileInfo data = glm.files().upload(path, FilePurpose.FINE_TUNE);
 * FineTuningJob job = glm.fineTuning().create(FineTuningRequest.of("chatglm3-6b", data.id()));
 * job = glm.fineTuning().await(job.id(), Duration.ofHours(6), seen -> System.out.println(seen.status()));
 * ChatModel mine = glm.chatModel(job.fineTunedModel());
 * }</pre>
 *
 * <p>GLM's newest clients leave these calls out; an account for which they are not open is told so with HTTP 404.
 */
public final class FineTuningApi {

    private static final String JOBS = "fine_tuning/jobs";
    private static final int PAGE = 50;

    private final Transport transport;

    /**
     * Not for use from outside.
     *
     * @param transport calls the platform
     */
    public FineTuningApi(Transport transport) {
        this.transport = transport;
    }

    /**
     * Begins a job. It is billed, so a request that may have arrived is not sent again.
     *
     * @param request what shall be learnt
     * @return the job
     * @throws GlmException when the platform does not take it
     */
    public FineTuningJob create(FineTuningRequest request) {
        return transport.call(ApiRequest.post(JOBS).json(request).withRequestId(), Readers.json(FineTuningJob.class));
    }

    /**
     * All jobs of the account. Pages are fetched while you go through them.
     *
     * @return each iteration asks anew
     */
    public Iterable<FineTuningJob> list() {
        return Pages.after(
                FineTuningJob::id,
                last -> transport.call(
                        ApiRequest.get(JOBS).query("limit", PAGE).query("after", last),
                        Pages.reader(FineTuningJob.class)));
    }

    /**
     * How far a job is.
     *
     * @param jobId the job's id
     * @return the job
     * @throws GlmException when there is no such job
     */
    public FineTuningJob get(String jobId) {
        return get(jobId, ChatContext.blocking());
    }

    private FineTuningJob get(String jobId, ChatContext context) {
        return transport.call(ApiRequest.get(JOBS, jobId), Readers.json(FineTuningJob.class), context);
    }

    /**
     * What happened during a job.
     *
     * @param jobId the job's id
     * @return each iteration asks anew
     */
    public Iterable<FineTuningEvent> events(String jobId) {
        return Pages.after(
                FineTuningEvent::id,
                last -> transport.call(
                        ApiRequest.get(JOBS, jobId, "events")
                                .query("limit", PAGE)
                                .query("after", last),
                        Pages.reader(FineTuningEvent.class)));
    }

    /**
     * Waits for the end of a job, good or bad. Interrupting the thread ends the waiting, not the job.
     *
     * @param jobId the job's id
     * @param limit the longest wait
     * @param progress is told, on this thread, each state that differs from the one before
     * @return the job at its end; look at its {@link FineTuningJob#status()}
     * @throws GlmException.Timeout when it has not ended in time; the platform goes on with it
     */
    public FineTuningJob await(String jobId, Duration limit, Consumer<FineTuningJob> progress) {
        return Polling.await(
                transport,
                "The fine-tuning job " + jobId,
                limit,
                new Cancellation(),
                Polling.changes(
                        progress,
                        context -> get(jobId, context),
                        job -> job.status().isEnd()));
    }

    /**
     * Stops a job.
     *
     * @param jobId the job's id
     * @return the job
     * @throws GlmException when it cannot be stopped
     */
    public FineTuningJob cancel(String jobId) {
        return transport.call(ApiRequest.post(JOBS, jobId, "cancel").repeatable(), Readers.json(FineTuningJob.class));
    }

    /**
     * Deletes a job.
     *
     * @param jobId the job's id
     * @throws GlmException when it cannot be deleted
     */
    public void delete(String jobId) {
        transport.call(ApiRequest.delete(JOBS, jobId), Readers.none());
    }

    /**
     * Deletes a model that was made by a job.
     *
     * @param name the model's name
     * @throws GlmException when it cannot be deleted
     */
    public void deleteModel(String name) {
        transport.call(ApiRequest.delete("fine_tuning/fine_tuned_models", name), Readers.none());
    }
}
