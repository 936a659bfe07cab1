package dev.glmagent.spring;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.StringUtils;

/**
 * The settings under {@code glm-agent}. {@code toString} never shows the key.
 *
 * @param enabled whether there is an agent at all. With false the starter makes no bean
 * @param offline whether calls of the model are refused. The beans are there and no key is needed; true in tests unless set
 * @param apiKey the key of the platform. Unless set, the environment is asked: ZHIPUAI_API_KEY, ZAI_API_KEY and others
 * @param baseUrl the endpoint, up to and including the version. Unless set, GLM_BASE_URL, then the platform's own
 * @param model the model that answers
 * @param fallbackModel the model that answers in its place while it is overloaded
 * @param system the system message before every conversation
 * @param client limits of a call of the platform
 * @param limits how far a run may go
 * @param tools which tools the agent gets
 */
@ConfigurationProperties("glm-agent")
public record GlmAgentProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("false") boolean offline,
        @Nullable String apiKey,
        @Nullable String baseUrl,
        @DefaultValue("glm-4") String model,
        @Nullable String fallbackModel,
        @Nullable String system,
        @DefaultValue Client client,
        @DefaultValue Limits limits,
        @DefaultValue Tools tools) {

    /** A text that is there but empty, as {@code ${MY_KEY:}} gives it, is not set. */
    public GlmAgentProperties {
        apiKey = StringUtils.hasText(apiKey) ? apiKey : null;
        baseUrl = StringUtils.hasText(baseUrl) ? baseUrl : null;
        fallbackModel = StringUtils.hasText(fallbackModel) ? fallbackModel : null;
        system = StringUtils.hasText(system) ? system : null;
    }

    /**
     * Limits of a call of the platform.
     *
     * @param connectLimit how long reaching the host may take
     * @param headersLimit how long the response may take to begin
     * @param idleLimit how long the line may be silent
     * @param callLimit how long a whole call may take, all attempts included
     * @param attempts how often a call is tried that fails in a way that may pass. 1 for no repeating
     */
    public record Client(
            @DefaultValue("5s") Duration connectLimit,
            @DefaultValue("2m") Duration headersLimit,
            @DefaultValue("60s") Duration idleLimit,
            @DefaultValue("5m") Duration callLimit,
            @DefaultValue("3") int attempts) {}

    /**
     * How far a run may go.
     *
     * @param modelCalls how often the model may be asked in one run
     * @param toolCalls how many tools may run in one run
     * @param time how long a run may take
     */
    public record Limits(
            @DefaultValue("20") int modelCalls,
            @DefaultValue("100") int toolCalls,
            @DefaultValue("10m") Duration time) {}

    /**
     * Which tools the agent gets.
     *
     * @param packages packages whose classes with @Tool methods are made by the container, beside the beans that have some
     * @param include names of the tools to take, with * for any characters. Unless set, all
     * @param exclude names of the tools to leave out, with * for any characters
     */
    public record Tools(
            @DefaultValue List<String> packages,
            @DefaultValue List<String> include,
            @DefaultValue List<String> exclude) {

        /** Copies the lists. */
        public Tools {
            packages = List.copyOf(packages);
            include = List.copyOf(include);
            exclude = List.copyOf(exclude);
        }
    }

    @Override
    public String toString() {
        return "GlmAgentProperties[enabled=" + enabled + ", offline=" + offline + ", apiKey="
                + (apiKey == null ? "not set" : "***") + ", baseUrl=" + baseUrl + ", model=" + model
                + ", fallbackModel=" + fallbackModel + ", client=" + client + ", limits=" + limits + ", tools=" + tools
                + "]";
    }
}
