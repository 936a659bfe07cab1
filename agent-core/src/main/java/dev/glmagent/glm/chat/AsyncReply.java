package dev.glmagent.glm.chat;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.Polling;
import dev.glmagent.glm.internal.TaskReader;
import dev.glmagent.glm.internal.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A reply that the platform writes when it has time. The id outlives this process: {@code glm.asyncReply(id)} finds it again.
 *
 * <pre>{@code
 * AsyncReply task = glm.chatModel("glm-4").submit(request);
 * GlmReply reply = task.await(Duration.ofMinutes(5));
 * }</pre>
 */
public final class AsyncReply {

    private final Transport transport;
    private final String id;

    /**
     * @param transport calls the platform
     * @param id the task's id
     */
    public AsyncReply(Transport transport, String id) {
        this.transport = transport;
        this.id = id;
    }

    /**
     * The task's id; only the account that submitted it can ask for it.
     *
     * @return the platform's id
     */
    public String id() {
        return id;
    }

    /**
     * Asks once whether the reply is there.
     *
     * @return empty while the platform works on it
     * @throws GlmException when the task failed, or there is no such task (code 1233)
     */
    public Optional<GlmReply> poll() {
        return poll(ChatContext.blocking());
    }

    private Optional<GlmReply> poll(ChatContext context) {
        return transport.call(ApiRequest.get("async-result", id), new TaskReader(), context);
    }

    /**
     * Waits for the reply, asking less and less often.
     *
     * @param limit the longest wait
     * @return the reply
     * @throws GlmException.Timeout when it is not there in time; the platform goes on with it
     * @throws GlmException when the task failed
     */
    public GlmReply await(Duration limit) {
        return await(limit, new Cancellation());
    }

    /**
     * Waits for the reply, asking less and less often.
     *
     * @param limit the longest wait
     * @param cancellation ends the waiting; the platform goes on with the task
     * @return the reply
     * @throws GlmException.Timeout when it is not there in time
     * @throws GlmException.Cancelled when the waiting was cancelled, or the thread interrupted
     * @throws GlmException when the task failed
     */
    public GlmReply await(Duration limit, Cancellation cancellation) {
        return Polling.await(transport, "The task " + id, limit, cancellation, this::poll);
    }

    /**
     * Waits on a thread of its own. Cancelling the future ends the waiting.
     *
     * @param limit the longest wait
     * @return completes with the reply, or with the {@link GlmException}
     */
    public CompletableFuture<GlmReply> future(Duration limit) {
        Cancellation cancellation = new Cancellation();
        CompletableFuture<GlmReply> future = new CompletableFuture<>();
        CompletableFuture<GlmReply> ignoredEnd = future.whenComplete((reply, error) -> cancellation.cancel());
        Thread waiter = new Thread(() -> complete(future, limit, cancellation), "glm-async-reply");
        waiter.setDaemon(true);
        waiter.start();
        return future;
    }

    private void complete(CompletableFuture<GlmReply> future, Duration limit, Cancellation cancellation) {
        try {
            future.complete(await(limit, cancellation));
        } catch (RuntimeException e) {
            future.completeExceptionally(e);
        }
    }

    @Override
    public String toString() {
        return "AsyncReply[" + id + "]";
    }
}
