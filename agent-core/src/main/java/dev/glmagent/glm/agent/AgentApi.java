package dev.glmagent.glm.agent;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ContentPart;
import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.Fields;
import dev.glmagent.glm.internal.StreamedAnswerReader;
import dev.glmagent.glm.internal.Transport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The platform's ready-made agents. Thread-safe; made by {@link dev.glmagent.glm.Glm#agents()}.
 *
 * <pre>{@code
 * String german = glm.agents()
 *         .ask(AgentRequest.of("general_translation", "早上好").variable("target_lang", "de"))
 *         .text();
 * }</pre>
 *
 * <p>GLM's documents put these calls at {@code /api/v1/agents}, its own clients at {@code /api/paas/v4/v1/agents}; this is done
 * as the clients do, so that a base URL is all that leads to another server.
 */
public final class AgentApi {

    private static final String PATH = "v1/agents";

    private final Transport transport;

    /**
     * Not for use from outside.
     *
     * @param transport calls the platform
     */
    public AgentApi(Transport transport) {
        this.transport = transport;
    }

    private record Body(
            String agentId,
            boolean stream,
            List<Said> messages,
            Optional<String> conversationId,
            Optional<Json> customVariables,
            Optional<String> userId) {

        static Body of(AgentRequest request, boolean stream) {
            Fields variables = new Fields(request.variables());
            return new Body(
                    request.agentId(),
                    stream,
                    List.of(new Said(
                            "user", request.content().stream().map(Part::of).toList())),
                    request.conversationId(),
                    Optional.of(new Json(variables.toString()))
                            .filter(json -> !variables.values().isEmpty()),
                    request.userId());
        }
    }

    private record Json(@JsonValue @JsonRawValue String text) {}

    private record Said(String role, List<Part> content) {}

    /** Other than in a chat, the address of a picture stands here without an object around it. */
    private record Part(String type, String text, String imageUrl) {

        static Part of(ContentPart part) {
            return part instanceof ContentPart.Image image
                    ? new Part("image_url", "", image.url())
                    : new Part("text", ((ContentPart.Text) part).text(), "");
        }
    }

    private record HistoryBody(String agentId, String conversationId, Export customVariables) {}

    private record Export(boolean includePdf, List<ConversationRequest.Page> pages) {}

    /**
     * Asks an agent and waits for what it gives, also when the agent does it later.
     *
     * @param request what it shall do
     * @return what it gave
     * @throws GlmException when there is none
     */
    public AgentReply ask(AgentRequest request) {
        return ask(request, ChatContext.blocking());
    }

    /**
     * Asks an agent. {@code slides_glm_agent} wants a streaming context.
     *
     * @param request what it shall do
     * @param context sees the pieces and, as {@link dev.glmagent.chat.ChatEvent.ToolCallDelta}, the tools that the platform
     *     runs; and may end the call
     * @return what it gave
     * @throws GlmException.StreamInterrupted when it broke off, with the partial text
     * @throws GlmException.Timeout when an agent that works later is not done within the context's limit, or the client's
     * @throws GlmException when there is none
     */
    public AgentReply ask(AgentRequest request, ChatContext context) {
        long start = transport.nanos();
        AgentTask task = task(request.agentId(), send(request, context));
        Duration left = context.limit().orElse(transport.callLimit()).minusNanos(transport.nanos() - start);
        return task.await(left, context.cancellation());
    }

    /**
     * Gives an agent something to do without waiting for those that do it later, such as {@code vidu_template_agent}. Others
     * have done it when this returns.
     *
     * @param request what it shall do
     * @return the task
     * @throws GlmException when the platform does not take it
     */
    public AgentTask submit(AgentRequest request) {
        return task(request.agentId(), send(request, ChatContext.blocking()));
    }

    /**
     * A task that was submitted earlier, perhaps by another process of the same account.
     *
     * @param agentId which agent
     * @param id as {@link AgentTask#id()} told it
     * @return the task; nothing is asked yet
     */
    public AgentTask task(String agentId, String id) {
        return new AgentTask(transport, agentId, id, Optional.empty());
    }

    private AgentTask task(String agentId, AgentAnswer answer) {
        return new AgentTask(transport, agentId, answer.asyncId(), answer.found());
    }

    /** What agents make is billed by the piece, so a request that may have arrived is not sent again. */
    private AgentAnswer send(AgentRequest request, ChatContext context) {
        return transport.call(
                ApiRequest.post(PATH)
                        .json(Body.of(request, context.streaming()))
                        .withRequestId(),
                new StreamedAnswerReader<>(context.streaming(), context, AgentAssembly::new),
                context);
    }

    /**
     * What a conversation has made so far.
     *
     * @param request which one, and in which forms
     * @return its parts; {@code file_url} and {@code image_url} among them
     * @throws GlmException when there is no such conversation
     */
    public AgentReply conversation(ConversationRequest request) {
        HistoryBody body = new HistoryBody(
                request.agentId(), request.conversationId(), new Export(request.includePdf(), request.pages()));
        return transport
                .call(
                        ApiRequest.post(PATH + "/conversation").json(body).repeatable(),
                        new StreamedAnswerReader<>(false, ChatContext.blocking(), AgentAssembly::new))
                .reply();
    }
}
