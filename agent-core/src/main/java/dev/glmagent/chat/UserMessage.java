package dev.glmagent.chat;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the user says. GLM answers the last user message; earlier unanswered ones are context.
 *
 * @param parts text, or text and images for a vision model; at least one
 */
public record UserMessage(List<ContentPart> parts) implements Message {

    /** Copies the parts. */
    public UserMessage {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("A user message needs at least one part.");
        }
    }

    /**
     * A message of text only.
     *
     * @param text the question, not blank
     * @return the message
     */
    public static UserMessage of(String text) {
        return new UserMessage(List.of(new ContentPart.Text(text)));
    }

    /**
     * The text parts, joined by line breaks.
     *
     * @return the text, empty when the message holds images only
     */
    public String text() {
        return parts.stream()
                .filter(ContentPart.Text.class::isInstance)
                .map(part -> ((ContentPart.Text) part).text())
                .collect(Collectors.joining("\n"));
    }
}
