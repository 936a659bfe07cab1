package dev.glmagent.glm;

/** How an endpoint differs from GLM's platform where both speak the same protocol. */
public enum Dialect {

    /** GLM's own platform. */
    GLM(true, "user_id", false),

    /** Endpoints made after OpenAI's: local model servers, gateways, other vendors. */
    OPENAI(false, "user", true);

    private final boolean isGlm;
    private final String userField;
    private final boolean asksForUsage;

    Dialect(boolean isGlm, String userField, boolean asksForUsage) {
        this.isGlm = isGlm;
        this.userField = userField;
        this.asksForUsage = asksForUsage;
    }

    /**
     * Whether fields and tools that only GLM knows are sent: {@code request_id}, {@code tool_stream}, tools that run on the
     * platform. Strict endpoints refuse fields they do not know.
     *
     * @return true for GLM
     */
    public boolean isGlm() {
        return isGlm;
    }

    /**
     * The field that names the person who asks.
     *
     * @return its name on the wire
     */
    public String userField() {
        return userField;
    }

    /**
     * Whether a stream tells its usage only when asked to.
     *
     * @return false for GLM, which always does
     */
    public boolean asksForUsage() {
        return asksForUsage;
    }
}
