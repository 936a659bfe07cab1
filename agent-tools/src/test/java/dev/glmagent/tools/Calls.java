package dev.glmagent.tools;

import dev.glmagent.chat.ToolCall;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Calls tools as a model does: by name, with JSON. */
public final class Calls {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Calls() {}

    /** Arguments are names and values in turn. */
    public static ToolResult call(ToolRegistry tools, String name, Object... arguments) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            values.put((String) arguments[i], arguments[i + 1]);
        }
        return tools.call(new ToolCall("1", name, MAPPER.writeValueAsString(values)));
    }
}
