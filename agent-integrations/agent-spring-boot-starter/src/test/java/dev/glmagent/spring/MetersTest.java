package dev.glmagent.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.Agent;
import dev.glmagent.spring.Service.Stock;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.Script;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** What a run leaves in the meters. */
class MetersTest {

    @Test
    void runs_replies_tool_calls_and_tokens_are_metered() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(
                Reply.callTools(
                        new Reply.Call("count", "{\"item\":\"tea\"}"),
                        new Reply.Call("count", "{}"),
                        new Reply.Call("made_up_" + System.nanoTime(), "{}")),
                Reply.text("3").withFinishReason("length"),
                Reply.error(401, "1002", "Authorization Token非法")))) {
            Service.on(emulator)
                    .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                    .withBean(Stock.class)
                    .run(context -> {
                        MeterRegistry meters = context.getBean(MeterRegistry.class);
                        Agent agent = context.getBean(Agent.class);
                        long tokens = agent.run("?").usage().orElseThrow().completionTokens();
                        agent.run("?");

                        assertThat(count(meters, "agent.run", "outcome", "truncated", "error", "none"))
                                .isEqualTo(1);
                        assertThat(count(meters, "agent.run", "outcome", "failed", "error", "authentication"))
                                .isEqualTo(1);
                        assertThat(count(meters, "agent.model.call", "finish", "tool_calls"))
                                .isEqualTo(1);
                        assertThat(count(meters, "agent.model.call", "finish", "length", "model", "glm-4"))
                                .isEqualTo(1);
                        assertThat(count(meters, "agent.tool.call", "tool", "count", "outcome", "ok"))
                                .isEqualTo(1);
                        assertThat(count(meters, "agent.tool.call", "tool", "count", "outcome", "bad_arguments"))
                                .isEqualTo(1);
                        assertThat(count(meters, "agent.tool.call", "tool", "other", "outcome", "unknown_tool"))
                                .isEqualTo(1);
                        assertThat(meters.get("agent.tokens")
                                        .tags("type", "completion")
                                        .counter()
                                        .count())
                                .isEqualTo((double) tokens);
                    });
        }
    }

    private static long count(MeterRegistry meters, String name, String... tags) {
        return meters.get(name).tags(tags).timer().count();
    }

    @Test
    void a_second_attempt_is_metered() {
        try (GlmEmulator emulator =
                GlmEmulator.start(Script.of(Reply.error(500, "500", "内部错误"), Reply.text("there")))) {
            Service.on(emulator)
                    .withPropertyValues("glm-agent.client.attempts=2")
                    .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                    .run(context -> {
                        assertThat(context.getBean(Agent.class).run("?").text()).isEqualTo("there");
                        assertThat(context.getBean(MeterRegistry.class)
                                        .get("agent.retries")
                                        .counter()
                                        .count())
                                .isEqualTo(1.0);
                    });
        }
    }

    @Test
    void without_a_registry_or_with_meters_off_there_are_none() {
        Service.offline().run(context -> assertThat(context).doesNotHaveBean("glmAgentMeters"));
        Service.offline()
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withPropertyValues("glm-agent.metrics.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean("glmAgentMeters"));
    }
}
