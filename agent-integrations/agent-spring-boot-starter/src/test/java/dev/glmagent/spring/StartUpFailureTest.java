package dev.glmagent.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.glmagent.tool.Tool;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What a person reads when the service does not start. */
@ExtendWith(OutputCaptureExtension.class)
class StartUpFailureTest {

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {}

    private static void start(Class<?> application, String... arguments) {
        new SpringApplicationBuilder(application)
                .web(WebApplicationType.NONE)
                .run(arguments)
                .close();
    }

    @Test
    void a_missing_key_is_told_with_what_to_do(CapturedOutput output) {
        assumeThat(List.of("ZHIPUAI_API_KEY", "ZAI_API_KEY", "GLM_API_KEY", "ZHIPU_API_KEY", "BIGMODEL_API_KEY"))
                .noneMatch(System.getenv()::containsKey);

        assertThatThrownBy(() -> start(Application.class)).isNotNull();
        assertThat(output)
                .contains("APPLICATION FAILED TO START")
                .contains("The agent has no API key for GLM.")
                .contains("set the environment variable ZHIPUAI_API_KEY to a key from https://open.bigmodel.cn")
                .contains("glm-agent.api-key=${MY_SECRET}")
                .contains("set glm-agent.offline=true (calls are refused) or glm-agent.enabled=false (no agent).")
                .doesNotContain("\tat org.springframework");
    }

    @Test
    void with_a_key_or_without_an_agent_the_service_starts() {
        start(Application.class, "--glm-agent.api-key=id.secret");
        start(Application.class, "--glm-agent.enabled=false");
    }

    static class Careless {
        @Tool("")
        public String undescribed() {
            return "";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class WithMistake {
        @Bean
        Careless careless() {
            return new Careless();
        }
    }

    @Test
    void a_mistake_in_a_tool_class_is_told_without_a_stack(CapturedOutput output) {
        assertThatThrownBy(() -> start(WithMistake.class, "--glm-agent.offline=true"))
                .isNotNull();
        assertThat(output)
                .contains("1 problem in tool classes:")
                .contains(Careless.class.getName() + "#undescribed")
                .doesNotContain("\tat org.springframework");
    }
}
