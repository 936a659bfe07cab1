package dev.glmagent.testkit.planner;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * One parameter of a tool.
 *
 * @param name its name
 * @param schema its JSON Schema, resolved
 * @param root the whole parameters schema, for references inside
 * @param required whether a call needs it
 */
record Parameter(String name, JsonNode schema, JsonNode root, boolean required) {

    String description() {
        return schema.path("description").stringValue("");
    }

    String type() {
        return Schemas.type(schema);
    }

    Set<Term> terms() {
        return Terms.of(name + " " + description());
    }

    boolean isEnum() {
        return schema.path("enum").isArray();
    }

    boolean isDate() {
        return type().equals("string")
                && (schema.path("format").stringValue("").equals("date") || Lexicon.SHIPPED.means(name, "date"));
    }

    /** A string that takes the name of a city or the like. The name decides before the description does. */
    boolean isPlace() {
        if (!type().equals("string") || isEnum() || isDate()) {
            return false;
        }
        return placeWord(name) || (!isText() && !isIdentifier() && placeWord(description()));
    }

    /** A string that takes the question itself. */
    boolean isText() {
        return type().equals("string") && Lexicon.SHIPPED.means(name + " " + description(), "question");
    }

    /** A string that takes a number or code such as an order's. */
    boolean isIdentifier() {
        return type().equals("string")
                && (Lexicon.SHIPPED.means(name + " " + description(), "id") || Lexicon.SHIPPED.means(name, "number"));
    }

    private static boolean placeWord(String text) {
        return Lexicon.SHIPPED.means(text, "city") || Lexicon.SHIPPED.means(text, "place");
    }
}
