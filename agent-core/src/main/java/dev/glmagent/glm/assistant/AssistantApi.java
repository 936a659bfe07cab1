package dev.glmagent.glm.assistant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.internal.ApiRequest;
import dev.glmagent.glm.internal.Pages;
import dev.glmagent.glm.internal.Readers;
import dev.glmagent.glm.internal.StreamedAnswerReader;
import dev.glmagent.glm.internal.Transport;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Assistants (GLM-4-Assistant): they read long documents, search, draw and run code on the platform, and the platform keeps
 * the conversation. Thread-safe; made by {@link dev.glmagent.glm.Glm#assistants()}.
 *
 * <pre>{@code
 * AssistantReply reply = glm.assistants().ask(AssistantRequest.of(AssistantApi.GENERAL, "Explain qubits"));
 * reply = glm.assistants().ask(AssistantRequest.of(AssistantApi.GENERAL, "In one line?")
 *         .inConversation(reply.conversationId()));
 * }</pre>
 *
 * <p>GLM calls this API deprecated; its models with tools, and its agents, take its place.
 */
public final class AssistantApi {

    /** The assistant for anything. */
    public static final String GENERAL = "65940acff94777010aa6b796";

    /** The assistant that searches the web. */
    public static final String SEARCH = "659e54b1b8006379b4b2abd6";

    /** The assistant that analyses data by running code. */
    public static final String DATA_ANALYSIS = "65a265419d72d299a9230616";

    /** The assistant that draws. */
    public static final String DRAWING = "66437ef3d920bdc5c60f338e";

    private static final int PAGE = 50;

    private final Transport transport;

    /**
     * Not for use from outside.
     *
     * @param transport calls the platform
     */
    public AssistantApi(Transport transport) {
        this.transport = transport;
    }

    /** The only role is the user's, and the platform refuses a question that wants its answer whole (code 1212). */
    private record Body(
            String assistantId,
            String model,
            boolean stream,
            List<Said> messages,
            Optional<String> conversationId,
            List<Attachment> attachments,
            Map<String, String> metadata,
            Optional<Extra> extraParameters,
            Optional<String> userId) {

        static Body of(AssistantRequest request) {
            return new Body(
                    request.assistantId(),
                    request.model(),
                    true,
                    List.of(new Said("user", List.of(new Part("text", request.question())))),
                    request.conversationId(),
                    request.fileIds().stream().map(Attachment::new).toList(),
                    request.metadata(),
                    request.translation().map(Extra::new),
                    request.userId());
        }
    }

    private record Said(String role, List<Part> content) {}

    private record Part(String type, String text) {}

    private record Attachment(String fileId) {}

    private record Extra(AssistantRequest.Translation translate) {}

    private record Wanted(
            @JsonInclude(JsonInclude.Include.ALWAYS) List<String> assistantIdList) {}

    private record Assistants(List<Assistant> data) {}

    private record PageOf(String assistantId, int page, int pageSize) {}

    private record Conversations(Optional<ConversationList> data) {}

    private record ConversationList(List<Conversation> conversationList, boolean hasMore) {}

    /**
     * Asks an assistant and waits for its answer.
     *
     * @param request the question
     * @return the answer
     * @throws GlmException when there is none
     */
    public AssistantReply ask(AssistantRequest request) {
        return ask(request, ChatContext.blocking());
    }

    /**
     * Asks an assistant.
     *
     * @param request the question
     * @param context sees the answer's pieces and, as {@link dev.glmagent.chat.ChatEvent.ToolCallDelta}, the tools that the
     *     platform runs; and may end the call
     * @return the answer
     * @throws GlmException.StreamInterrupted when the answer broke off, with the partial text
     * @throws GlmException when there is none
     */
    public AssistantReply ask(AssistantRequest request, ChatContext context) {
        ApiRequest post = ApiRequest.post("assistant").json(Body.of(request)).withRequestId();
        // Asked twice, a question would stand twice in its conversation; one that begins a conversation does no harm.
        return transport.call(
                request.conversationId().isPresent() ? post : post.repeatable(),
                new StreamedAnswerReader<>(true, context, AssistantAssembly::new),
                context);
    }

    /**
     * The assistants that can be asked.
     *
     * @param assistantIds only these; none for all
     * @return what the platform tells of them
     * @throws GlmException when the platform does not answer
     */
    public List<Assistant> list(String... assistantIds) {
        return transport
                .call(
                        ApiRequest.post("assistant/list")
                                .json(new Wanted(List.of(assistantIds)))
                                .repeatable(),
                        Readers.json(Assistants.class))
                .data();
    }

    /**
     * The conversations with an assistant. Pages are fetched while you go through them.
     *
     * @param assistantId which assistant
     * @return each iteration asks anew
     */
    public Iterable<Conversation> conversations(String assistantId) {
        return Pages.numbered(page -> {
            Optional<ConversationList> data = transport
                    .call(
                            ApiRequest.post("assistant/conversation/list")
                                    .json(new PageOf(assistantId, page, PAGE))
                                    .repeatable(),
                            Readers.json(Conversations.class))
                    .data();
            return data.map(list -> new Pages.Page<>(list.conversationList(), list.hasMore()))
                    .orElse(new Pages.Page<>(List.of(), false));
        });
    }
}
