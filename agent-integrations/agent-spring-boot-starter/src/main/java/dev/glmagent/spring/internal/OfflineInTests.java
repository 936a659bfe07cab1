package dev.glmagent.spring.internal;

import java.util.List;
import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/**
 * A context that Spring's test framework starts is offline unless it says otherwise: a test costs nothing and needs no
 * key. The value stands behind all others, so any property source overrides it.
 */
final class OfflineInTests implements ContextCustomizerFactory {

    @Override
    public ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
        return new Offline();
    }

    /** A record without fields: all are equal, so that tests share their contexts. */
    private record Offline() implements ContextCustomizer {

        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration mergedConfig) {
            context.getEnvironment()
                    .getPropertySources()
                    .addLast(new MapPropertySource("glm-agent in tests", Map.of("glm-agent.offline", true)));
        }
    }
}
