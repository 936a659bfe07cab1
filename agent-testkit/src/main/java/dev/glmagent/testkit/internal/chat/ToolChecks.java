package dev.glmagent.testkit.internal.chat;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** The checks behind {@code 1214 tools 参数非法}. */
final class ToolChecks {

    /** Documented: "up to 128 functions". */
    private static final int MAX_TOOLS = 128;

    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private ToolChecks() {}

    static boolean pass(JsonNode tools) {
        if (tools.isMissingNode() || tools.isNull()) {
            return true;
        }
        return tools.isArray()
                && tools.size() <= MAX_TOOLS
                && tools.values().stream().allMatch(ToolChecks::valid);
    }

    /** Server-side tools (retrieval, web_search, mcp) are let through and have no effect. */
    private static boolean valid(JsonNode tool) {
        String type = tool.path("type").stringValue("");
        return type.equals("function")
                ? NAME.matcher(tool.path("function").path("name").stringValue(""))
                        .matches()
                : !type.isEmpty();
    }
}
