package dev.glmagent.chat;

/**
 * A chat model: the one interface between the agent loop and whatever answers it. Implementations are thread-safe.
 *
 * <pre>{@code
 * ChatModel parrot = request -> new ChatReply("1", "parrot", AssistantMessage.of("Polly!"), FinishReason.STOP, Optional.empty());
 * }</pre>
 */
@FunctionalInterface
public interface ChatModel {

    /**
     * Asks the model and waits for its whole reply.
     *
     * @param request a checked conversation
     * @return the reply, which may hold text, tool calls, both or neither
     * @throws AgentException when there is no reply: network, authentication, refused input, malformed answer
     */
    ChatReply chat(ChatRequest request);
}
