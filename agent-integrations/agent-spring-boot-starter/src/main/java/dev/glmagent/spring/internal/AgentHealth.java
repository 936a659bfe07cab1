package dev.glmagent.spring.internal;

import dev.glmagent.spring.GlmAgentProperties;
import dev.glmagent.tool.ToolRegistry;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the health endpoint tells, for either line of Boot. */
public final class AgentHealth {

    private final GlmAgentProperties properties;
    private final ToolRegistry tools;
    private final PlatformWatch watch;

    /**
     * @param properties how the agent is configured
     * @param tools what it may call
     * @param watch what the platform said lately
     */
    public AgentHealth(GlmAgentProperties properties, ToolRegistry tools, PlatformWatch watch) {
        this.properties = properties;
        this.tools = tools;
        this.watch = watch;
    }

    /**
     * Whether nothing needs a human.
     *
     * @return false after a refused key or an empty account, until the platform answers again
     */
    public boolean isUp() {
        return watch.refusal().isEmpty();
    }

    /**
     * The details.
     *
     * @return model, number of tools, and what was refused
     */
    public Map<String, Object> details() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("model", properties.model());
        details.put("tools", tools.specs().size());
        details.put("offline", properties.offline());
        watch.refusal().ifPresent(refusal -> {
            details.put("error", refusal.error());
            details.put("since", refusal.since().toString());
        });
        return details;
    }
}
