package dev.glmagent.testkit.internal;

/** An endpoint refuses a request. */
public final class RefusedException extends RuntimeException {

    private final transient GlmError error;

    RefusedException(GlmError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    /** The answer. */
    public GlmError error() {
        return error;
    }
}
