package dev.glmagent.glm.finetune;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.InvalidConversationException;
import dev.glmagent.chat.Message;
import dev.glmagent.glm.internal.ChatBodies;
import dev.glmagent.glm.internal.LineWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes conversations to learn from, one a line, as GLM's fine-tuning reads them.
 *
 * <pre>{@code
 * try (DatasetWriter data = DatasetWriter.open(Path.of("faq.jsonl"))) {
 *     data.add(
 *             new SystemMessage("你是一位乐于助人,知识渊博的全能AI助手。"),
 *             UserMessage.of("请列举一些健康饮食的重要原则。"),
 *             AssistantMessage.of("膳食应营养均衡。"));
 * }
 * }</pre>
 */
public final class DatasetWriter implements AutoCloseable {

    private final LineWriter lines;

    private DatasetWriter(LineWriter lines) {
        this.lines = lines;
    }

    /**
     * Begins a file.
     *
     * @param file its name should end in {@code .jsonl}; emptied when it exists
     * @return the writer, which must be closed
     * @throws java.io.UncheckedIOException when the file cannot be written
     */
    public static DatasetWriter open(Path file) {
        return new DatasetWriter(new LineWriter(file));
    }

    /**
     * Adds a conversation.
     *
     * @param messages an optional system message, then turns; the last message is the assistant's
     * @return this
     * @throws InvalidConversationException when a message is out of order
     * @throws IllegalArgumentException when the last message is not the assistant's
     */
    public DatasetWriter add(Message... messages) {
        return add(ChatRequest.of(messages));
    }

    /**
     * Adds a conversation that may use tools.
     *
     * @param conversation the last message is the assistant's
     * @return this
     * @throws IllegalArgumentException when the last message is not the assistant's
     */
    public DatasetWriter add(ChatRequest conversation) {
        List<Message> messages = conversation.messages();
        if (!(messages.get(messages.size() - 1) instanceof AssistantMessage)) {
            throw new IllegalArgumentException("messages[" + (messages.size() - 1)
                    + "] is the last one and not the assistant's, so there is nothing to learn."
                    + " Fix: end with the answer that the model shall learn.");
        }
        lines.write(ChatBodies.only(conversation, List.of("messages", "tools")));
        return this;
    }

    /** Ends the file. */
    @Override
    public void close() {
        lines.close();
    }
}
