package dev.glmagent.tool.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Random JSON that fits a schema, made from nothing but the schema's text. */
final class SchemaSamples {

    private static final Map<String, String[]> TEXTS = Map.ofEntries(
            Map.entry("date", new String[] {"2026-11-23", "2024-02-29"}),
            Map.entry("date-time", new String[] {"2026-11-23T08:00:00Z", "1999-12-31T23:59:59Z"}),
            Map.entry("local-date-time", new String[] {"2026-11-23T08:00:01"}),
            Map.entry("local-time", new String[] {"08:00:01", "23:59:59"}),
            Map.entry("time", new String[] {"08:00:01+08:00"}),
            Map.entry("duration", new String[] {"PT1H30M", "PT0.5S"}),
            Map.entry("period", new String[] {"P1Y2M3D"}),
            Map.entry("year-month", new String[] {"2026-11"}),
            Map.entry("month-day", new String[] {"--02-29"}),
            Map.entry("time-zone", new String[] {"Asia/Shanghai", "Z"}),
            Map.entry("utc-offset", new String[] {"+08:00"}),
            Map.entry("uuid", new String[] {"123e4567-e89b-12d3-a456-426614174000"}),
            Map.entry("uri", new String[] {"https://example.org/a?b=c"}),
            Map.entry("currency", new String[] {"CNY", "EUR"}));

    private final Random random;
    private final JsonNode root;

    SchemaSamples(JsonNode root, Random random) {
        this.root = root;
        this.random = random;
    }

    JsonNode sample() {
        return sample(root, 0);
    }

    private JsonNode sample(JsonNode schema, int depth) {
        if (schema.has("$ref")) {
            return sample(root.at(schema.path("$ref").asString().substring(1)), depth);
        } else if (schema.has("anyOf")) {
            return sample(
                    schema.path("anyOf")
                            .path(random.nextInt(schema.path("anyOf").size())),
                    depth);
        } else if (schema.has("const")) {
            return schema.path("const");
        } else if (schema.has("enum")) {
            return schema.path("enum").path(random.nextInt(schema.path("enum").size()));
        }
        JsonNode type = schema.path("type");
        String one = type.isArray() ? type.path(random.nextInt(type.size())).asString() : type.asString();
        return switch (one) {
            case "null" -> ToolJson.MAPPER.nullNode();
            case "boolean" -> ToolJson.MAPPER.valueToTree(random.nextBoolean());
            case "integer" -> integer(schema);
            case "number" -> ToolJson.MAPPER.valueToTree(random.nextInt(20_000) / 8.0 - 1000);
            case "string" -> ToolJson.MAPPER.valueToTree(text(schema));
            case "array" -> array(schema, depth);
            case "object" -> object(schema, depth);
            default -> throw new AssertionError("no sample for " + schema);
        };
    }

    private JsonNode integer(JsonNode schema) {
        long value = switch (schema.path("format").asString("")) {
            case "int64" -> random.nextLong();
            case "int32" -> random.nextInt();
            default -> random.nextInt(200) - 100;
        };
        return ToolJson.MAPPER.valueToTree(value);
    }

    private String text(JsonNode schema) {
        String format = schema.path("format").asString("");
        if (!format.isEmpty()) {
            String[] texts = TEXTS.getOrDefault(format, new String[] {"no sample for " + format});
            return texts[random.nextInt(texts.length)];
        }
        String pattern = schema.path("pattern").asString("");
        if (schema.has("contentEncoding")) {
            return random.nextBoolean() ? "" : "aGk=";
        } else if (!pattern.isEmpty()) {
            return pattern.contains("0-9") ? "" + (random.nextInt(2000) - 1000) : random.nextBoolean() ? "x" : "京";
        }
        return "s" + random.nextInt(1000) + (random.nextBoolean() ? "🙂\"\n" : "");
    }

    private ArrayNode array(JsonNode schema, int depth) {
        ArrayNode array = ToolJson.MAPPER.createArrayNode();
        List<JsonNode> seen = new ArrayList<>();
        for (int i = depth > 4 ? 0 : random.nextInt(3); i > 0; i--) {
            JsonNode item = sample(schema.path("items"), depth + 1);
            if (!seen.contains(item)) { // the array may be a Set
                seen.add(item);
                array.add(item);
            }
        }
        return array;
    }

    private ObjectNode object(JsonNode schema, int depth) {
        ObjectNode object = ToolJson.MAPPER.createObjectNode();
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || random.nextBoolean()) {
                object.set(property.getKey(), sample(property.getValue(), depth + 1));
            }
        });
        if (schema.path("additionalProperties").isObject() && depth <= 4) {
            for (int i = random.nextInt(3); i > 0; i--) {
                JsonNode names = schema.path("propertyNames");
                String key = names.isMissingNode()
                        ? "k" + i
                        : names.has("type") ? sample(names, depth).asString() : text(names);
                object.set(key, sample(schema.path("additionalProperties"), depth + 1));
            }
        }
        return object;
    }
}
