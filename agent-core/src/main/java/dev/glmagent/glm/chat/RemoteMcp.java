package dev.glmagent.glm.chat;

import dev.glmagent.glm.internal.Fields;
import java.util.List;
import java.util.Map;

/**
 * Lets the platform call the tools of an MCP server that it can reach. Its headers go to the platform, secrets among them.
 *
 * @param label a name for the server
 * @param url its address; empty for a server that the platform knows by its label
 * @param transport {@code sse} or {@code streamable-http}
 * @param allowedTools the tools the model may use; empty for all
 * @param headers sent to the server
 */
public record RemoteMcp(
        String label, String url, String transport, List<String> allowedTools, Map<String, String> headers)
        implements ServerTool {

    /** Copies the lists. */
    public RemoteMcp {
        allowedTools = List.copyOf(allowedTools);
        headers = Map.copyOf(headers);
        if (label.isBlank()) {
            throw new IllegalArgumentException("An MCP server needs a label.");
        }
    }

    /**
     * A server that speaks streamable HTTP and needs no headers.
     *
     * @param label a name for the server
     * @param url its address
     * @return the tool, with all tools of the server
     */
    public static RemoteMcp of(String label, String url) {
        return new RemoteMcp(label, url, "streamable-http", List.of(), Map.of());
    }

    @Override
    public String type() {
        return "mcp";
    }

    @Override
    public String settings() {
        Fields settings = Fields.NONE.with("server_label", label);
        settings = url.isEmpty() ? settings : settings.with("server_url", url);
        settings = settings.with("transport_type", transport);
        settings = allowedTools.isEmpty() ? settings : settings.with("allowed_tools", allowedTools);
        settings = headers.isEmpty() ? settings : settings.with("headers", headers);
        return settings.toString();
    }

    /** Without the values of the headers, which may be secrets. */
    @Override
    public String toString() {
        return "RemoteMcp[" + label + ", " + url + ", " + transport + ", " + allowedTools + ", " + headers.keySet()
                + "]";
    }
}
