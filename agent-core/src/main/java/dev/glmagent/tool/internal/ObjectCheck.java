package dev.glmagent.tool.internal;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;

/**
 * The keywords that concern objects.
 *
 * @param properties by name
 * @param required how many of them are required
 * @param others for properties that are not named
 * @param names what all names have to be; null when any will do
 * @param size how many properties there may be
 */
record ObjectCheck(
        Map<String, Property> properties,
        int required,
        StreamCheck others,
        @Nullable TypedCheck names,
        CountRange size) implements StreamCheck {

    /** So many names fit into the bits of a {@code long}, which costs no garbage. */
    private static final int CHEAP_NAMES = Long.SIZE;

    /**
     * A named property.
     *
     * @param index its place among the named ones
     * @param required whether it must be there
     * @param value for its value
     */
    record Property(int index, boolean required, StreamCheck value) {}

    ObjectCheck {
        properties = Map.copyOf(properties);
    }

    /** A name given twice does not fit: the parser below does not look for that. */
    @Override
    public boolean fits(JsonParser parser) {
        long seen = 0;
        Set<String> seenToo = null;
        int missing = required;
        int count = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            Property property = properties.get(name);
            if (property != null && property.index < CHEAP_NAMES) {
                long bit = 1L << property.index;
                if ((seen & bit) != 0) {
                    return false;
                }
                seen |= bit;
            } else {
                seenToo = seenToo == null ? new HashSet<>() : seenToo;
                if (!seenToo.add(name)) {
                    return false;
                }
            }
            StreamCheck value = property == null ? others : property.value;
            if (names != null && !names.fits(name)) {
                return false;
            }
            parser.nextToken();
            if (!value.fits(parser)) {
                return false;
            }
            missing -= property != null && property.required ? 1 : 0;
            count++;
        }
        return missing == 0 && size.holds(count);
    }
}
