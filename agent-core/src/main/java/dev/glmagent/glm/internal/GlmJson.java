package dev.glmagent.glm.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The mappers of the protocol: tolerant of fields they do not know. */
final class GlmJson {

    /** For trees, and for what is read and written by hand. */
    static final JsonMapper MAPPER = new JsonMapper();

    /**
     * Between records and snake_case JSON. Going out, what is absent or empty is left out. Coming in, absent and null are
     * the same: an empty text, list or {@code Optional}, or 0.
     */
    static final JsonMapper RECORDS = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(
                    none -> JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .changeDefaultNullHandling(none -> JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.AS_EMPTY))
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private GlmJson() {}
}
