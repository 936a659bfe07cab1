package dev.glmagent.chat;

/**
 * A chat model: the one interface between the agent loop and whatever answers it. Implementations are thread-safe.
 *
 * <pre>{@code
 * ChatModel parrot = (request, context) ->
 *         new ChatReply("1", "parrot", AssistantMessage.of("Polly!"), FinishReason.STOP, Optional.empty());
 * }</pre>
 */
@FunctionalInterface
public interface ChatModel {

    /**
     * Asks the model and waits for its whole reply. Streaming is no other call: the context sees the pieces on the way,
     * and the reply that is returned is put together from them.
     *
     * @param request a checked conversation
     * @param context what the caller sees on the way, and how it ends the call
     * @return the reply, which may hold text, tool calls, both or neither
     * @throws AgentException when there is no reply: network, authentication, refused input, malformed answer
     */
    ChatReply chat(ChatRequest request, ChatContext context);

    /**
     * Asks the model and waits for its whole reply.
     *
     * @param request a checked conversation
     * @return the reply
     * @throws AgentException when there is no reply
     */
    default ChatReply chat(ChatRequest request) {
        return chat(request, ChatContext.blocking());
    }

    /**
     * This model for the requests of one run, which one thread makes after each other. It may remember what the last
     * request held, so as not to write it anew for the next one.
     *
     * @return this model itself when it remembers nothing
     */
    default ChatModel forOneRun() {
        return this;
    }
}
