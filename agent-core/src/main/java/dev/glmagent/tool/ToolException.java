package dev.glmagent.tool;

import dev.glmagent.chat.AgentException;

/**
 * Thrown by a tool to tell the model why the call did not work. The message goes to the model as it is, so it should
 * say what was wrong and what would work, and hold no secrets. Any other exception reaches the model only by its
 * simple class name.
 */
public class ToolException extends AgentException {

    /**
     * @param message words for the model
     */
    public ToolException(String message) {
        super(message);
    }

    /**
     * @param message words for the model
     * @param cause the error underneath, for the log only
     */
    public ToolException(String message, Throwable cause) {
        super(message, cause);
    }
}
