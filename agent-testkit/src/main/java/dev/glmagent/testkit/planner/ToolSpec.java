package dev.glmagent.testkit.planner;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A tool on offer.
 *
 * @param name its name
 * @param description its description
 * @param parameters in the order of the schema
 */
record ToolSpec(String name, String description, List<Parameter> parameters) {

    static ToolSpec read(JsonNode function) {
        JsonNode root = function.path("parameters");
        Set<String> required = new HashSet<>();
        root.path("required").values().forEach(each -> required.add(each.stringValue("")));
        List<Parameter> parameters = new ArrayList<>();
        root.path("properties")
                .properties()
                .forEach(property -> parameters.add(new Parameter(
                        property.getKey(),
                        Schemas.resolve(property.getValue(), root),
                        root,
                        required.contains(property.getKey()))));
        return new ToolSpec(
                function.path("name").stringValue(""),
                function.path("description").stringValue(""),
                List.copyOf(parameters));
    }
}
