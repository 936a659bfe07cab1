package dev.glmagent.glm.internal;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;

/**
 * Fields of a JSON object in the order they were set, each with its JSON text. Immutable.
 *
 * @param values the JSON text by name
 */
public record Fields(Map<String, String> values) {

    /** No fields. */
    public static final Fields NONE = new Fields(Map.of());

    private static final ObjectReader STRICT =
            GlmJson.MAPPER.reader().with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /** Copies the fields, keeping their order. */
    public Fields {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Sets a field.
     *
     * @param name its name
     * @param value a text, number, boolean, list or map, which is written as JSON
     * @return a copy
     */
    public Fields with(String name, Object value) {
        return put(name, GlmJson.MAPPER.writeValueAsString(value));
    }

    /**
     * Sets a field to JSON.
     *
     * @param name its name
     * @param json one JSON value
     * @return a copy
     * @throws IllegalArgumentException when it is not JSON
     */
    public Fields withJson(String name, String json) {
        try {
            return put(name, STRICT.readTree(json).toString());
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "The value of \"" + name + "\" is not one JSON value: " + e.getOriginalMessage()
                            + ". Fix: give JSON text; a text needs its quotes.",
                    e);
        }
    }

    private Fields put(String name, String json) {
        Map<String, String> more = new LinkedHashMap<>(values);
        more.put(name, json);
        return new Fields(more);
    }

    void writeTo(JsonGenerator json) {
        values.forEach((name, value) -> {
            json.writeName(name);
            json.writeRawValue(value);
        });
    }

    /** As one JSON object. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("{");
        values.forEach((name, value) -> text.append(text.length() == 1 ? "\"" : ",\"")
                .append(name)
                .append("\":")
                .append(value));
        return text.append('}').toString();
    }
}
