package dev.glmagent.glm.agent;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.Polling;
import dev.glmagent.glm.internal.StreamedAnswerReader;
import dev.glmagent.glm.internal.Transport;
import java.time.Duration;
import java.util.Optional;

/**
 * Something that an agent does when it has time, such as a video.
 *
 * <pre>{@code
 * AgentTask task = glm.agents().submit(AgentRequest.of("vidu_template_agent", part));
 * String url = task.await(Duration.ofMinutes(10)).values("video_url").get(0);
 * }</pre>
 */
public final class AgentTask {

    private final Transport transport;
    private final String agentId;
    private final String id;
    private final Optional<AgentReply> reply;

    AgentTask(Transport transport, String agentId, String id, Optional<AgentReply> reply) {
        this.transport = transport;
        this.agentId = agentId;
        this.id = id;
        this.reply = reply;
    }

    private record Question(String agentId, String asyncId) {}

    /**
     * The task's id; only the account that submitted it can ask for it.
     *
     * @return the platform's id; empty when the agent gave its reply at once
     */
    public String id() {
        return id;
    }

    /**
     * Asks once whether the agent is done.
     *
     * @return empty while it works
     * @throws GlmException when it failed, or there is no such task
     */
    public Optional<AgentReply> poll() {
        return poll(ChatContext.blocking());
    }

    /**
     * Waits for the agent, asking less and less often. Interrupting the thread ends the waiting, not the task.
     *
     * @param limit the longest wait
     * @return what it gave
     * @throws GlmException.Timeout when it is not done in time; the platform goes on with it
     * @throws GlmException when it failed
     */
    public AgentReply await(Duration limit) {
        return await(limit, new Cancellation());
    }

    AgentReply await(Duration limit, Cancellation cancellation) {
        return Polling.await(transport, "The task " + id, limit, cancellation, this::poll);
    }

    private Optional<AgentReply> poll(ChatContext context) {
        if (reply.isPresent()) {
            return reply;
        }
        return transport
                .call(
                        ApiRequest.post("v1/agents/async-result")
                                .json(new Question(agentId, id))
                                .repeatable(),
                        new StreamedAnswerReader<>(false, context, AgentAssembly::new),
                        context)
                .found();
    }

    @Override
    public String toString() {
        return "AgentTask[" + agentId + ", " + (reply.isPresent() ? "done" : id) + "]";
    }
}
