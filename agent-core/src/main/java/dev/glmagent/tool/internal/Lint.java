package dev.glmagent.tool.internal;

import dev.glmagent.chat.ToolSpec;
import dev.glmagent.tool.LintReport;
import dev.glmagent.tool.ToolDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Looks at finished schemas: for what a model cannot use, which is a mistake, and for what it could use better. */
public final class Lint {

    /** Some 8,000 tokens: more than a model should read for one tool in every request. */
    private static final int MAX_SCHEMA_LENGTH = 32_000;

    /** A tool of this size wants splitting; a small one has about 100. */
    private static final int LARGE_TOOL_TOKENS = 1_000;

    private Lint() {}

    /** Reports parts of a schema that tell a model nothing. */
    static void check(String source, ParametersSchema schema, List<String> problems) {
        int length = schema.json().length();
        if (length > MAX_SCHEMA_LENGTH) {
            problems.add(source + ": its schema has " + length + " characters, at most " + MAX_SCHEMA_LENGTH
                    + " are sent. Fix: simpler parameters, or several tools.");
        }
        JsonNode root = schema.node();
        if (!root.path("type").asString("").equals("object")) {
            problems.add(source + ": its arguments are no JSON object. Fix: spread a record or a bean, nothing else.");
        }
        root.path("properties")
                .properties()
                .forEach(entry -> check(source + "(" + entry.getKey(), entry.getValue(), problems));
        root.path("$defs")
                .properties()
                .forEach(entry -> checkProperties(source + "(… " + entry.getKey(), entry.getValue(), problems));
    }

    private static void check(String where, JsonNode schema, List<String> problems) {
        boolean says = schema.has("type")
                || schema.has("$ref")
                || schema.has("anyOf")
                || schema.has("enum")
                || schema.has("const");
        boolean object = schema.path("type").asString("").equals("object");
        if (!says) {
            problems.add(Mistakes.saysNothing(where + ")"));
        } else if (object
                && schema.path("properties").isEmpty()
                && !schema.path("additionalProperties").isObject()) {
            problems.add(
                    where + "): its type has no properties that JSON could fill. Fix: use a record, or a class with"
                            + " fields or setters.");
        } else if (schema.path("type").asString("").equals("array")
                && schema.path("items").isMissingNode()) {
            problems.add(where + "): is a list of unknown things. Fix: say what it holds, as in List<String>.");
        }
        checkProperties(where, schema, problems);
    }

    private static void checkProperties(String where, JsonNode schema, List<String> problems) {
        schema.path("properties")
                .properties()
                .forEach(entry -> check(where + "." + entry.getKey(), entry.getValue(), problems));
        if (schema.path("items").isObject()) {
            check(where + "[]", schema.path("items"), problems);
        }
        if (schema.path("additionalProperties").isObject()) {
            check(where + "{}", schema.path("additionalProperties"), problems);
        }
    }

    /**
     * The report on finished tools.
     *
     * @param tools the tools
     * @return sizes and warnings
     */
    public static LintReport report(List<ToolDefinition> tools) {
        List<LintReport.Size> sizes = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        for (ToolDefinition tool : tools) {
            ToolSpec spec = tool.spec();
            int tokens = tokens(spec.name()) + tokens(spec.description()) + tokens(spec.parameters());
            sizes.add(new LintReport.Size(spec.name(), tool.source(), tokens));
            if (tokens > LARGE_TOOL_TOKENS) {
                warnings.add(tool.source() + ": costs about " + tokens
                        + " tokens in every request. Fix: fewer or simpler" + " parameters, or several tools.");
            }
            ToolJson.MAPPER.readTree(spec.parameters()).path("properties").properties().stream()
                    .filter(entry -> !entry.getValue().has("description"))
                    .forEach(entry -> warnings.add(tool.source() + "(" + entry.getKey()
                            + "): has no description. Fix: @Param(\"what it means, with its unit\")."));
        }
        sizes.sort(Comparator.comparingInt(LintReport.Size::tokens).reversed());
        return new LintReport(sizes, warnings);
    }

    private static int tokens(String text) {
        int ideographs =
                (int) text.codePoints().filter(Character::isIdeographic).count();
        return ideographs + (text.length() - ideographs + 3) / 4;
    }
}
