package dev.glmagent.glm.internal;

/** A key and where it came from. Its value never shows: not in text, not in comparison, not in an error. */
public final class ApiKey {

    /** A shorter half is no real secret, and taking it out would garble ordinary words. */
    private static final int SHORTEST_SECRET = 8;

    /** No key, for endpoints that want none. */
    public static final ApiKey NONE = new ApiKey();

    private final String value;
    private final String origin;

    private ApiKey() {
        this.value = "";
        this.origin = "nowhere: none is sent";
    }

    /**
     * @param value the key; surrounding white space is dropped
     * @param origin for messages, for example {@code ZHIPUAI_API_KEY}
     */
    public ApiKey(String value, String origin) {
        this.value = value.strip();
        this.origin = origin;
        if (this.value.isEmpty() || !this.value.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "The API key (" + origin + ") is empty or holds characters that no key has."
                            + " Fix: copy the key again; it looks like id.secret.");
        }
    }

    String bearer() {
        return value.isEmpty() ? "" : "Bearer " + value;
    }

    /** Split at the dots: id and secret, when it is one of GLM's. */
    String[] parts() {
        return value.split("\\.", -1);
    }

    String origin() {
        return origin;
    }

    /** Takes the key, and its secret half alone, out of a text that is about to be shown, whoever put it there. */
    String redact(String text) {
        if (value.isEmpty()) {
            return text;
        }
        String without = text.replace(value, "***");
        String secret = value.substring(value.indexOf('.') + 1);
        return secret.length() < SHORTEST_SECRET ? without : without.replace(secret, "***");
    }

    @Override
    public String toString() {
        return "***";
    }
}
