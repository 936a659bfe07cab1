package dev.glmagent.spring;

import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.tool.Param;
import dev.glmagent.tool.Tool;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** A Spring Boot service with the starter, for the tests. */
final class Service {

    private Service() {}

    static ApplicationContextRunner runner() {
        return new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        GlmAgentAutoConfiguration.class,
                        GlmAgentMetricsAutoConfiguration.class,
                        GlmAgentHealthAutoConfiguration.class));
    }

    static ApplicationContextRunner on(GlmEmulator emulator) {
        return runner().withPropertyValues(
                        "glm-agent.api-key=" + emulator.apiKey(),
                        "glm-agent.base-url=" + emulator.baseUrl(),
                        "glm-agent.client.attempts=1");
    }

    /** A service in which nothing asks the model. */
    static ApplicationContextRunner offline() {
        return runner().withPropertyValues("glm-agent.offline=true");
    }

    static class Stock {
        @Tool("Counts the pieces of an item in stock")
        public int count(@Param("The item's name") String item) {
            return item.length();
        }
    }

    static class Prices {
        @Tool("The price of an item")
        public String price(@Param("The item's name") String item) {
            return item + ": 12.50";
        }
    }
}
