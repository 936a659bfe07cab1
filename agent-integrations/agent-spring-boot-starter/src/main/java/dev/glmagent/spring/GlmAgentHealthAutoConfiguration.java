package dev.glmagent.spring;

import dev.glmagent.spring.internal.AgentHealth;
import dev.glmagent.spring.internal.PlatformWatch;
import dev.glmagent.tool.ToolRegistry;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The health of the agent, from its configuration and the runs that happen anyway; no call is made for it. Off with
 * {@code management.health.glm-agent.enabled=false}. The key is hidden from the actuator's endpoints even where values
 * are shown.
 */
@AutoConfiguration(after = GlmAgentAutoConfiguration.class)
@ConditionalOnBean(GlmAgentProperties.class)
public class GlmAgentHealthAutoConfiguration {

    /** Both lines of Boot have this type in the same package. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(SanitizingFunction.class)
    static class Sanitizing {

        @Bean
        SanitizingFunction glmAgentKeySanitizer() {
            return SanitizingFunction.of(
                    data -> data.getLowerCaseKey().replaceAll("[-_.]", "").endsWith("glmagentapikey")
                            ? data.withSanitizedValue()
                            : data);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "management.health.glm-agent.enabled", matchIfMissing = true)
    static class Watching {

        @Bean
        PlatformWatch glmAgentPlatformWatch() {
            return new PlatformWatch();
        }

        @Bean
        AgentCustomizer glmAgentWatching(PlatformWatch watch) {
            return builder -> builder.listener(watch);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "management.health.glm-agent.enabled", matchIfMissing = true)
    @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
    static class OnBoot3 {

        @Bean
        org.springframework.boot.actuate.health.HealthIndicator glmAgentHealthIndicator(
                GlmAgentProperties properties, ToolRegistry tools, PlatformWatch watch) {
            AgentHealth health = new AgentHealth(properties, tools, watch);
            return () -> (health.isUp()
                            ? org.springframework.boot.actuate.health.Health.up()
                            : org.springframework.boot.actuate.health.Health.down())
                    .withDetails(health.details())
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnProperty(name = "management.health.glm-agent.enabled", matchIfMissing = true)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    static class OnBoot4 {

        @Bean
        org.springframework.boot.health.contributor.HealthIndicator glmAgentHealthIndicator(
                GlmAgentProperties properties, ToolRegistry tools, PlatformWatch watch) {
            AgentHealth health = new AgentHealth(properties, tools, watch);
            return () -> (health.isUp()
                            ? org.springframework.boot.health.contributor.Health.up()
                            : org.springframework.boot.health.contributor.Health.down())
                    .withDetails(health.details())
                    .build();
        }
    }
}
