package dev.glmagent.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.Agent;
import dev.glmagent.RunOutcome;
import dev.glmagent.glm.Glm;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.TestPropertySource;

/** In a test of Spring's framework the service starts without a key, and the model is not asked. */
@SpringBootTest(classes = OfflineInTestsTest.Application.class, webEnvironment = SpringBootTest.WebEnvironment.NONE)
class OfflineInTestsTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    @Test
    void the_agent_is_there_and_says_why_it_does_not_answer(@Autowired Agent agent) {
        assertThat(agent.run("Hello?").outcome())
                .isInstanceOfSatisfying(
                        RunOutcome.Failed.class,
                        failed -> assertThat(failed.error())
                                .isInstanceOf(OfflineException.class)
                                .hasMessage(
                                        "The model was not asked, because glm-agent.offline is true; in tests it is unless"
                                                + " set. Fix: give the test a ChatModel bean that answers, or set"
                                                + " glm-agent.offline=false and point glm-agent.base-url at an emulator."));
    }

    @Test
    void the_client_is_there_and_points_nowhere(@Autowired Glm glm) {
        assertThat(glm).hasToString("Glm[http://127.0.0.1:9/glm-agent.offline-is-true]");
    }

    @Nested
    @TestPropertySource(
            properties = {
                "glm-agent.offline=false",
                "glm-agent.api-key=id.secret",
                "glm-agent.base-url=http://127.0.0.1:8089/api/paas/v4"
            })
    class UnlessItSaysOtherwise {

        @Test
        void the_property_wins(@Autowired Glm glm) {
            assertThat(glm).hasToString("Glm[http://127.0.0.1:8089/api/paas/v4]");
        }
    }
}
