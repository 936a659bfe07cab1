package dev.glmagent.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.Agent;
import dev.glmagent.spring.Service.Stock;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.Script;
import java.lang.reflect.Method;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ApplicationContext;

/** The health that the actuator shows, on the line of Boot that is on the class path. */
class HealthTest {

    /** By reflection: the types are in another package on each line. */
    private static String health(ApplicationContext context) throws ReflectiveOperationException {
        Object indicator = context.getBean("glmAgentHealthIndicator");
        Method health = Arrays.stream(indicator.getClass().getInterfaces())
                .filter(type -> type.getSimpleName().equals("HealthIndicator"))
                .findFirst()
                .orElseThrow()
                .getMethod("health");
        return String.valueOf(health.invoke(indicator));
    }

    @Test
    void health_is_told_without_a_call() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of())) {
            Service.on(emulator)
                    .withBean(Stock.class)
                    .run(context ->
                            assertThat(health(context)).contains("UP", "model=glm-4", "tools=1", "offline=false"));

            assertThat(emulator.requests()).isEmpty();
        }
    }

    @Test
    void a_refused_key_is_down_until_the_platform_answers_again_and_an_overload_is_not() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(
                Reply.error(429, "1302", "速率限制"),
                Reply.error(401, "1002", "Authorization Token非法"),
                Reply.text("back")))) {
            Service.on(emulator).run(context -> {
                Agent agent = context.getBean(Agent.class);
                agent.run("?");
                assertThat(health(context)).contains("UP");
                agent.run("?");
                assertThat(health(context)).contains("DOWN", "1002").doesNotContain(emulator.apiKey());
                agent.run("?");
                assertThat(health(context)).contains("UP").doesNotContain("1002");
            });
        }
    }

    @Test
    void the_indicator_can_be_switched_off_and_is_not_there_without_the_actuator() {
        Service.offline()
                .withPropertyValues("management.health.glm-agent.enabled=false")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Agent.class)
                        .doesNotHaveBean("glmAgentHealthIndicator"));
        Service.offline()
                .withClassLoader(
                        new FilteredClassLoader("org.springframework.boot.actuate", "org.springframework.boot.health"))
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(Agent.class)
                        .doesNotHaveBean("glmAgentHealthIndicator"));
    }

    @Test
    void the_key_is_hidden_even_where_the_actuator_shows_values() {
        Service.offline().run(context -> {
            SanitizingFunction sanitizer = context.getBean(SanitizingFunction.class);

            for (String name : new String[] {"glm-agent.api-key", "glmAgent.apiKey", "GLMAGENT_APIKEY"}) {
                assertThat(sanitizer
                                .apply(new SanitizableData(null, name, "id.secret"))
                                .getValue())
                        .isEqualTo(SanitizableData.SANITIZED_VALUE);
            }
            assertThat(sanitizer
                            .apply(new SanitizableData(null, "glm-agent.model", "glm-4"))
                            .getValue())
                    .isEqualTo("glm-4");
        });
    }
}
