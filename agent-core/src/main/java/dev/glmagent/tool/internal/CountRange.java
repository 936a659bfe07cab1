package dev.glmagent.tool.internal;

import tools.jackson.databind.JsonNode;

/** How many items, properties or characters there may be. */
record CountRange(int least, int most) {

    /** As in {@code minItems} and {@code maxItems}; what is not there does not bound. */
    static CountRange of(JsonNode schema, String what) {
        return new CountRange(
                schema.path("min" + what).asInt(0), schema.path("max" + what).asInt(Integer.MAX_VALUE));
    }

    boolean holds(int count) {
        return least <= count && count <= most;
    }

    boolean holdsAll() {
        return least <= 0 && most == Integer.MAX_VALUE;
    }
}
