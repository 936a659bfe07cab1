package dev.glmagent.testkit.planner;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills object parameters with objects out of this turn's results: the first parameter from the first call that holds a
 * fitting one, the second from the second, none twice. When the question names a date, an object of that date goes
 * first; when it names several, each parameter has its own.
 */
final class ObjectArguments {

    private final List<Outcome> outcomes;
    private final List<LocalDate> dates;
    private final List<JsonNode> used = new ArrayList<>();

    ObjectArguments(List<Outcome> outcomes, List<LocalDate> dates) {
        this.outcomes = outcomes;
        this.dates = dates;
    }

    /** The object for the next object parameter. */
    Optional<JsonNode> next(JsonNode schema, JsonNode root) {
        List<List<JsonNode>> calls = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            List<JsonNode> fitting = all(outcome, schema, root);
            fitting.removeAll(used);
            if (!fitting.isEmpty()) {
                calls.add(fitting);
            }
        }
        if (calls.isEmpty()) {
            return Optional.empty();
        }
        int index = used.size();
        List<JsonNode> call = calls.get(Math.min(index, calls.size() - 1));
        JsonNode chosen = call.stream()
                .filter(each -> isOf(wanted(index), each))
                .findFirst()
                .orElse(call.get(0));
        used.add(chosen);
        return Optional.of(chosen);
    }

    /** Every fitting object of one result, cut to the properties that the schema allows. */
    static List<JsonNode> all(Outcome outcome, JsonNode schema, JsonNode root) {
        List<JsonNode> fitting = new ArrayList<>();
        outcome.json().ifPresent(result -> collect(result, schema, root, fitting));
        return fitting;
    }

    private static void collect(JsonNode value, JsonNode schema, JsonNode root, List<JsonNode> fitting) {
        if (value instanceof ObjectNode object && fits(object, schema, root)) {
            JsonNode cut = cut(object, schema);
            if (!fitting.contains(cut)) {
                fitting.add(cut);
            }
        }
        value.values().forEach(inner -> collect(inner, schema, root, fitting));
    }

    private static boolean fits(ObjectNode object, JsonNode schema, JsonNode root) {
        JsonNode properties = schema.path("properties");
        JsonNode required = schema.path("required");
        List<String> needed = required.isEmpty()
                ? List.copyOf(properties.propertyNames())
                : required.values().stream().map(each -> each.stringValue("")).toList();
        return !needed.isEmpty()
                && needed.stream()
                        .allMatch(name -> object.has(name)
                                && Schemas.typeFits(object.path(name), Schemas.resolve(properties.path(name), root)));
    }

    private static JsonNode cut(ObjectNode object, JsonNode schema) {
        JsonNode others = schema.path("additionalProperties");
        if (!others.isBoolean() || others.asBoolean()) {
            return object;
        }
        return object.deepCopy().retain(List.copyOf(schema.path("properties").propertyNames()));
    }

    private String wanted(int index) {
        if (dates.isEmpty()) {
            return "";
        }
        return dates.get(index < dates.size() ? index : 0).toString();
    }

    private static boolean isOf(String date, JsonNode object) {
        return object.values().stream().anyMatch(value -> value.stringValue("").equals(date));
    }
}
