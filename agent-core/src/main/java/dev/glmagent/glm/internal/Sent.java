package dev.glmagent.glm.internal;

import dev.glmagent.glm.GlmException;

/**
 * What identifies an attempt.
 *
 * @param requestId the id it carried, empty when it carried none
 * @param attempt its number, from 1
 */
record Sent(String requestId, int attempt) {

    GlmException.Exchange exchange(int status, String code) {
        return new GlmException.Exchange(status, code, requestId, attempt);
    }

    /** For messages; a single attempt is not worth a word. */
    String attempts() {
        return attempt == 1 ? "" : "; attempt " + attempt;
    }
}
