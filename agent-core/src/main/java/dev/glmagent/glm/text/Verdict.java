package dev.glmagent.glm.text;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.util.List;

/**
 * What the platform's moderation says of a text.
 *
 * @param riskLevel how bad it is
 * @param riskType why, in the platform's words; empty when nothing is wrong
 */
public record Verdict(Level riskLevel, List<String> riskType) {

    /** Copies the reasons. */
    public Verdict {
        riskType = List.copyOf(riskType);
    }

    /** How bad a text is. */
    public enum Level {
        /** Nothing is wrong. */
        PASS,
        /** A person should look at it. */
        REVIEW,
        /** It should not be shown. */
        REJECT,
        /** A judgement that the platform did not document. */
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
