package dev.glmagent.spring;

import dev.glmagent.glm.GlmBuilder;

/**
 * A bean that has the last word on the client of the platform: a proxy, a dialect, signed tokens. Several are asked in
 * the order of {@code @Order}.
 *
 * <pre>{@code
 * @Bean
 * GlmCustomizer throughTheProxy() {
 *     return builder -> builder.proxy("proxy.acme.example", 3128);
 * }
 * }</pre>
 */
@FunctionalInterface
public interface GlmCustomizer {

    /**
     * Changes the builder, which holds the properties' settings.
     *
     * @param builder of the client
     */
    void customize(GlmBuilder builder);
}
