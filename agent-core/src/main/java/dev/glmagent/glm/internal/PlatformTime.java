package dev.glmagent.glm.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;

/**
 * Reads a moment: the platform writes seconds since 1970, its batches write milliseconds though their documents say
 * seconds, and 0 or an empty text where nothing has happened yet.
 */
final class PlatformTime extends ValueDeserializer<Instant> {

    /** In seconds the year 5138, in milliseconds the year 1973: no moment of the platform is in doubt. */
    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    @Override
    public @Nullable Instant deserialize(JsonParser json, DeserializationContext context) {
        long value = json.getValueAsLong(0);
        if (value <= 0) {
            return null;
        }
        return value < MILLISECONDS_FROM ? Instant.ofEpochSecond(value) : Instant.ofEpochMilli(value);
    }
}
