package dev.glmagent.testkit;

import org.jspecify.annotations.Nullable;

/** Thrown when an emulator cannot be set up or started. The message names the cause and a fix. */
public final class EmulatorException extends RuntimeException {

    /**
     * @param message what went wrong and how to mend it
     * @param cause the error underneath, or null
     */
    public EmulatorException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
