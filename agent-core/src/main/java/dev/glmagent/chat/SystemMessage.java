package dev.glmagent.chat;

/**
 * Sets the model's identity, rules or background text. System messages stand before all others: GLM accepts a later one
 * but ignores it.
 *
 * @param text the instruction, not blank
 */
public record SystemMessage(String text) implements Message {

    /** Checks the text. */
    public SystemMessage {
        if (text.isBlank()) {
            throw new IllegalArgumentException(
                    "A system message needs a text; leave it out instead of sending a blank one.");
        }
    }
}
