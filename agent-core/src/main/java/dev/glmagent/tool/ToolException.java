package dev.glmagent.tool;

import dev.glmagent.chat.AgentException;

/**
 * Thrown by a tool to tell the model why the call did not work. The message goes to the model as it is, so it should
 * say what was wrong and what would work, and hold no secrets. Any other exception reaches the model only by its
 * simple class name.
 */
public class ToolException extends AgentException {

    private boolean isTransient;

    /**
     * @param message words for the model
     */
    public ToolException(String message) {
        super(message);
    }

    /**
     * A failure that may be over in a moment: a service was busy, a connection broke. A read-only or idempotent tool is
     * tried again.
     *
     * @param message words for the model, if it stays
     * @param cause the error underneath, for the log only
     * @return to be thrown
     */
    public static ToolException transientFailure(String message, Throwable cause) {
        ToolException failure = new ToolException(message, cause);
        failure.isTransient = true;
        return failure;
    }

    /**
     * Whether it may be over in a moment.
     *
     * @return true for a {@link #transientFailure}
     */
    public final boolean isTransient() {
        return isTransient;
    }

    /**
     * @param message words for the model
     * @param cause the error underneath, for the log only
     */
    public ToolException(String message, Throwable cause) {
        super(message, cause);
    }
}
