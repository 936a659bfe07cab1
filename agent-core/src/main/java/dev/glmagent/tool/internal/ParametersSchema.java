package dev.glmagent.tool.internal;

import dev.glmagent.tool.Param;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The JSON Schema of a tool's arguments: what is sent to the model is what arguments are checked against. */
final class ParametersSchema {

    private final String json;
    private final ObjectNode schema;

    private ParametersSchema(ObjectNode schema) {
        this.json = schema.toString();
        this.schema = schema;
    }

    /** A schema written by hand. */
    static ParametersSchema of(ObjectNode schema) {
        return new ParametersSchema(schema);
    }

    /** The components of a record as parameters. */
    static ParametersSchema of(Type record) {
        ObjectNode root = TypeSchemas.standalone(record);
        KindSchemas.resolve(root);
        return new ParametersSchema(root);
    }

    /** One parameter of any type. */
    static ParametersSchema ofOne(String name, Type type) {
        ObjectNode root = ToolJson.MAPPER.createObjectNode();
        root.put("type", "object");
        TypeSchemas types = TypeSchemas.of(List.of(type));
        ObjectNode definitions = types.definitions();
        root.putObject("properties").set(name, types.schemas().get(0));
        root.putArray("required").add(name);
        root.put("additionalProperties", false);
        if (!definitions.isEmpty()) {
            root.set("$defs", definitions);
        }
        KindSchemas.resolve(root);
        return new ParametersSchema(root);
    }

    static ParametersSchema of(List<ToolParameter> parameters) {
        for (ToolParameter parameter : parameters) {
            if (parameter.kind() == ToolParameter.Kind.SPREAD) {
                return of(parameter.type());
            }
        }
        ObjectNode root = ToolJson.MAPPER.createObjectNode();
        root.put("type", "object");
        ObjectNode properties = root.putObject("properties");
        ArrayNode required = ToolJson.MAPPER.createArrayNode();
        List<ToolParameter> given =
                parameters.stream().filter(one -> !one.kind().isInjected()).toList();
        TypeSchemas types =
                TypeSchemas.of(given.stream().map(ToolParameter::type).toList());
        ObjectNode definitions = types.definitions();
        for (int i = 0; i < given.size(); i++) {
            ToolParameter parameter = given.get(i);
            ObjectNode property = types.schemas().get(i);
            describe(property, parameter);
            properties.set(parameter.name(), property);
            if (parameter.required()) {
                required.add(parameter.name());
            }
        }
        if (!required.isEmpty()) {
            root.set("required", required);
        }
        root.put("additionalProperties", false);
        if (!definitions.isEmpty()) {
            root.set("$defs", definitions);
        }
        KindSchemas.resolve(root);
        return new ParametersSchema(root);
    }

    /** After the definitions are in place: until then the generator may still rewrite the node. */
    private static void describe(ObjectNode property, ToolParameter parameter) {
        Constraints.addTo(property, parameter.element(), Constraints.rawType(parameter.type()));
        if (parameter.element() instanceof Parameter declared) {
            boolean optional = parameter.kind() == ToolParameter.Kind.OPTIONAL;
            JsonNode items = optional ? property : property.path("items");
            Constraints.addToItems(items, declared.getAnnotatedType());
        }
        if (!parameter.description().isEmpty()) {
            property.put("description", parameter.description());
        }
        if (parameter.defaultValue() != null) {
            property.set("default", parameter.defaultValue());
        }
        Param param = parameter.element().getAnnotation(Param.class);
        if (param != null && !param.example().isEmpty()) {
            property.putArray("examples").add(ToolParameter.literal(param.example()));
        }
    }

    String json() {
        return json;
    }

    /** What is checked; not to be changed. */
    ObjectNode node() {
        return schema;
    }
}
