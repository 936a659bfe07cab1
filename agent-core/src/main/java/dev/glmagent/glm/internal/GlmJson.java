package dev.glmagent.glm.internal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** The mappers of the protocol: tolerant of fields they do not know. */
final class GlmJson {

    /** For trees, and for what is read and written by hand. */
    static final JsonMapper MAPPER = new JsonMapper();

    /**
     * Between records and snake_case JSON. Going out, what is absent or empty is left out. Coming in, absent and null are
     * the same: an empty text, list or {@code Optional}, or 0. Moments are {@linkplain PlatformTime numbers}; states are
     * enums whose default constant stands for those that the platform may add.
     */
    static final JsonMapper RECORDS = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .changeDefaultPropertyInclusion(
                    none -> JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS))
            .changeDefaultNullHandling(none -> JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.AS_EMPTY))
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(EnumFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .addModule(new SimpleModule().addDeserializer(Instant.class, new PlatformTime()))
            .build();

    private GlmJson() {}
}
