package dev.glmagent.spring;

import dev.glmagent.spring.internal.RunMeters;
import dev.glmagent.tool.ToolRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Meters of every agent that is built from the {@link dev.glmagent.AgentBuilder} bean, when the service has a
 * {@link MeterRegistry}: {@code agent.run}, {@code agent.model.call}, {@code agent.tool.call}, {@code agent.tokens} and {@code agent.retries}.
 * Off with {@code glm-agent.metrics.enabled=false}.
 */
@AutoConfiguration(
        after = GlmAgentAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, GlmAgentProperties.class})
@ConditionalOnProperty(name = "glm-agent.metrics.enabled", matchIfMissing = true)
public class GlmAgentMetricsAutoConfiguration {

    /**
     * Adds the meters to each agent.
     *
     * @param meters where they go
     * @param tools whose names are the tags; any other name that a model makes up is one tag
     * @return the customizer
     */
    @Bean
    AgentCustomizer glmAgentMeters(MeterRegistry meters, ToolRegistry tools) {
        RunMeters listener = new RunMeters(meters, tools);
        return builder -> builder.listener(listener);
    }
}
