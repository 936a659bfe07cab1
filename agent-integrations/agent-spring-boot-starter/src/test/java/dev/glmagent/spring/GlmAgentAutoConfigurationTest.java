package dev.glmagent.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.Agent;
import dev.glmagent.AgentBuilder;
import dev.glmagent.RunOutcome;
import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.chat.ChatReply;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.glm.Glm;
import dev.glmagent.spring.Service.Prices;
import dev.glmagent.spring.Service.Stock;
import dev.glmagent.spring.scanned.Greeter;
import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.Script;
import dev.glmagent.tool.InvalidToolException;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolInterceptor;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

/** What a service gets from the starter, and what it can have otherwise. */
class GlmAgentAutoConfigurationTest {

    private static List<String> tools(ApplicationContext context) {
        return context.getBean(ToolRegistry.class).specs().stream()
                .map(tool -> tool.name())
                .toList();
    }

    @Test
    void an_agent_answers_with_the_tools_of_the_beans() {
        try (GlmEmulator emulator =
                GlmEmulator.start(Script.of(Reply.callTool("count", "{\"item\":\"tea\"}"), Reply.text("3 pieces")))) {
            Service.on(emulator)
                    .withBean(Stock.class)
                    .withPropertyValues("glm-agent.model=glm-4-air", "glm-agent.system=You are a clerk.")
                    .run(context -> {
                        assertThat(context.getBean(Agent.class)
                                        .run("How much tea is there?")
                                        .text())
                                .isEqualTo("3 pieces");
                        assertThat(emulator.requests().get(0).body()).contains("glm-4-air", "You are a clerk.");
                        assertThat(emulator.requests().get(1).body()).contains("\"content\":\"3\"");
                    });
        }
    }

    @Test
    void a_model_of_the_service_takes_the_place_of_glm_and_needs_no_key() {
        ChatModel parrot = (request, context) ->
                new ChatReply("1", "parrot", AssistantMessage.of("Polly!"), FinishReason.STOP, Optional.empty());

        Service.runner().withBean(ChatModel.class, () -> parrot).run(context -> {
            assertThat(context.getBean(Agent.class).run("Hello?").text()).isEqualTo("Polly!");
            assertThat(context.getBeanFactory().containsSingleton("glm")).isFalse();
        });
    }

    @Test
    void every_bean_of_the_service_takes_the_place_of_the_starters() {
        ToolRegistry own = ToolRegistry.of(new Prices());
        Agent agent = Agent.builder()
                .model((request, context) -> {
                    throw new AssertionError("not asked");
                })
                .build();

        Service.offline()
                .withBean(Stock.class)
                .withBean(ToolRegistry.class, () -> own)
                .withBean("mine", Agent.class, () -> agent)
                .withBean(Glm.class, () -> Glm.withKey("id.secret"))
                .run(context -> {
                    assertThat(context).hasSingleBean(Agent.class).hasSingleBean(Glm.class);
                    assertThat(context.getBean(Agent.class)).isSameAs(agent);
                    assertThat(tools(context)).containsExactly("price");
                });
    }

    @Test
    void without_enabled_there_is_no_bean_of_ours() {
        Service.runner()
                .withPropertyValues("glm-agent.enabled=false")
                .run(context -> assertThat(context.getBeanDefinitionNames())
                        .noneMatch(
                                name -> name.startsWith("glm") || name.startsWith("agent") || name.contains("tool")));
    }

    @Test
    void an_injected_builder_is_a_new_one_with_everything_in_it() {
        ChatModel counting = (request, context) -> new ChatReply(
                "1",
                "counting",
                AssistantMessage.of(String.valueOf(request.tools().size())),
                FinishReason.STOP,
                Optional.empty());

        Service.runner()
                .withBean(Stock.class)
                .withBean(Prices.class)
                .withBean(ChatModel.class, () -> counting)
                .run(context -> {
                    ToolRegistry all = context.getBean(ToolRegistry.class);
                    Agent clerk = context.getBean(AgentBuilder.class)
                            .tools(all.filter(tool -> tool.name().equals("count")))
                            .build();

                    assertThat(context.getBean(AgentBuilder.class)).isNotSameAs(context.getBean(AgentBuilder.class));
                    assertThat(clerk.run("?").text()).isEqualTo("1");
                    assertThat(context.getBean(Agent.class).run("?").text()).isEqualTo("2");
                });
    }

    @Test
    void customizers_and_interceptors_of_the_service_are_used() {
        List<String> seen = new ArrayList<>();
        AgentCustomizer listening =
                builder -> builder.listener(event -> seen.add(event.getClass().getSimpleName()));
        ToolInterceptor shouting = call -> ToolResult.ok(call.proceed().text() + "!");
        GlmCustomizer elsewhere = builder -> seen.add("glm");
        try (GlmEmulator emulator =
                GlmEmulator.start(Script.of(Reply.callTool("count", "{\"item\":\"tea\"}"), Reply.text("done")))) {
            Service.on(emulator)
                    .withBean(Stock.class)
                    .withBean(AgentCustomizer.class, () -> listening)
                    .withBean(ToolInterceptor.class, () -> shouting)
                    .withBean(GlmCustomizer.class, () -> elsewhere)
                    .run(context -> context.getBean(Agent.class).run("?").text());

            assertThat(emulator.requests().get(1).body()).contains("\"content\":\"3!\"");
            assertThat(seen).startsWith("glm", "RunStarted").endsWith("RunFinished");
        }
    }

    @Test
    void limits_come_from_the_properties() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.callTool("count", "{\"item\":\"tea\"}")))) {
            Service.on(emulator)
                    .withBean(Stock.class)
                    .withPropertyValues("glm-agent.limits.model-calls=1")
                    .run(context -> assertThat(
                                    context.getBean(Agent.class).run("?").outcome())
                            .isInstanceOf(RunOutcome.LimitReached.class));
        }
    }

    @Test
    void tools_can_be_named_and_left_out() {
        ApplicationContextRunner shop = Service.offline().withBean(Stock.class).withBean(Prices.class);

        shop.withPropertyValues("glm-agent.tools.include=pri*")
                .run(context -> assertThat(tools(context)).containsExactly("price"));
        shop.withPropertyValues("glm-agent.tools.exclude=price")
                .run(context -> assertThat(tools(context)).containsExactly("count"));
        shop.withPropertyValues("glm-agent.tools.exclude=prices")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .hasMessage(
                                "1 problem in tool classes:\n  glm-agent.tools.exclude: no tool is called \"prices\". Fix:"
                                        + " take it out, or name one of [count, price]."));
    }

    @Test
    void classes_of_the_packages_are_made_by_the_container_and_a_bean_of_them_is_not_there_twice() {
        ApplicationContextRunner scanning = Service.offline()
                .withPropertyValues("glm-agent.tools.packages=dev.glmagent.spring.scanned")
                .withBean("greeting", String.class, () -> "Hello");

        scanning.run(context -> assertThat(tools(context)).containsExactly("greet"));
        scanning.withBean(Greeter.class)
                .run(context -> assertThat(tools(context)).containsExactly("greet"));
    }

    @Test
    void a_tool_definition_bean_is_a_tool() {
        record Echo(String text) {}
        ToolDefinition echo = ToolDefinition.builder("echo")
                .description("Repeats a text")
                .build(Echo.class, (arguments, context) -> arguments.text());

        Service.offline()
                .withBean(ToolDefinition.class, () -> echo)
                .run(context -> assertThat(tools(context)).containsExactly("echo"));
    }

    static class Nameless {
        @Tool("")
        public String first() {
            return "";
        }
    }

    static class Unlawful {
        @Tool(value = "d", name = "天气")
        public String second() {
            return "";
        }
    }

    @Test
    void the_mistakes_of_all_tool_beans_are_told_at_once() {
        Service.offline()
                .withBean(Nameless.class)
                .withBean(Unlawful.class)
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOfSatisfying(
                                InvalidToolException.class,
                                e -> assertThat(e.problems()).hasSize(2)));
    }

    @Test
    void an_empty_key_is_no_key_and_the_key_is_never_shown() {
        assertThat(properties(" ").apiKey()).isNull();
        assertThat(properties("id.secret")).hasToString(properties("other").toString());
        assertThat(properties("id.secret").toString()).doesNotContain("secret").contains("apiKey=***");
    }

    private static GlmAgentProperties properties(String key) {
        return new GlmAgentProperties(
                true,
                false,
                key,
                null,
                "glm-4",
                null,
                null,
                new GlmAgentProperties.Client(
                        Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(5), 3),
                new GlmAgentProperties.Limits(20, 100, Duration.ofMinutes(10)),
                new GlmAgentProperties.Tools(List.of(), List.of(), List.of()));
    }
}
