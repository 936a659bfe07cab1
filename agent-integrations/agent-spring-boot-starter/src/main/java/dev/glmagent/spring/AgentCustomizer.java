package dev.glmagent.spring;

import dev.glmagent.AgentBuilder;

/**
 * A bean that has the last word on the agents of the service: on the {@link dev.glmagent.Agent} bean and on every
 * {@link AgentBuilder} that is injected. Several are asked in the order of {@code @Order}.
 *
 * <pre>{@code
 * @Bean
 * AgentCustomizer audit(AuditLog log) {
 *     return builder -> builder.listener(log::write);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface AgentCustomizer {

    /**
     * Changes the builder, which holds the model, the tools and the properties' settings.
     *
     * @param builder of one agent
     */
    void customize(AgentBuilder builder);
}
