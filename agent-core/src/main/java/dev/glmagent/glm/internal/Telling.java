package dev.glmagent.glm.internal;

import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatEvent;
import java.util.function.Consumer;

/** Keeps the text of an answer, tells the caller its pieces, and remembers whether it did. */
public final class Telling implements Delivered {

    private final Consumer<ChatEvent> events;
    private final boolean streaming;
    private final StringBuilder text = new StringBuilder();
    private boolean delivered;

    Telling(ChatContext context) {
        this.events = context.events();
        this.streaming = context.streaming();
    }

    /**
     * A piece of the answer.
     *
     * @param piece may be empty, and is then not told
     */
    public void text(String piece) {
        if (!piece.isEmpty()) {
            text.append(piece);
            tell(new ChatEvent.TextDelta(piece));
        }
    }

    /**
     * A piece of thinking, which is no part of the answer.
     *
     * @param piece may be empty, and is then not told
     */
    public void reasoning(String piece) {
        if (!piece.isEmpty()) {
            tell(new ChatEvent.ReasoningDelta(piece));
        }
    }

    /**
     * A tool that runs on the platform.
     *
     * @param index which one, from 0
     * @param name its name
     * @param input a piece of what it is given
     */
    public void tool(int index, String name, String input) {
        tell(new ChatEvent.ToolCallDelta(index, name, input));
    }

    private void tell(ChatEvent event) {
        if (streaming) {
            delivered = true;
            events.accept(event);
        }
    }

    @Override
    public boolean delivered() {
        return delivered;
    }

    @Override
    public String text() {
        return text.toString();
    }
}
