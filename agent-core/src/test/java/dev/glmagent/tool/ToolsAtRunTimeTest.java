package dev.glmagent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.needy.Needy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tools from lambdas, registries made from registries, objects from elsewhere. */
class ToolsAtRunTimeTest {

    record Echo(@Param("What to repeat") String text, int times) {}

    private static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"q\":{\"type\":\"string\"}},\"required\":[\"q\"]}";

    private final ToolDefinition echo = ToolDefinition.builder("echo")
            .description("Repeats a text")
            .build(Echo.class, (echo, context) -> echo.text().repeat(echo.times()) + " by " + context.toolName());

    private final ToolDefinition raw =
            ToolDefinition.builder("raw").description("Anything").build(SCHEMA, (json, context) -> "got " + json);

    private static String call(ToolRegistry tools, String name, String arguments) {
        return tools.call(new ToolCall("1", name, arguments)).text();
    }

    @Test
    void a_record_describes_a_lambdas_parameters() {
        assertThat(echo.spec())
                .isEqualTo(new ToolSpec(
                        "echo",
                        "Repeats a text",
                        "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\",\"description\":\"What to"
                                + " repeat\"},\"times\":{\"type\":\"integer\",\"format\":\"int32\"}},"
                                + "\"required\":[\"text\",\"times\"],\"additionalProperties\":false}"));
        assertThat(call(ToolRegistry.of(echo), "echo", "{\"text\":\"ab\",\"times\":2}"))
                .isEqualTo("abab by echo");
        assertThat(call(ToolRegistry.of(echo), "echo", "{\"text\":\"ab\"}"))
                .isEqualTo("bad arguments, echo was not run:\n$: the required field \"times\" is missing");
    }

    @Test
    void a_schema_of_its_own_is_sent_as_it_is_and_checked() {
        assertThat(raw.spec().parameters()).isEqualTo(SCHEMA);
        assertThat(call(ToolRegistry.of(raw), "raw", "{\"q\":\"x\"}")).isEqualTo("got {\"q\":\"x\"}");
        assertThat(call(ToolRegistry.of(raw), "raw", "{\"q\":1}"))
                .isEqualTo("bad arguments, raw was not run:\n$.q: expected string, got number 1");
    }

    @Test
    void what_a_lambda_throws_is_contained() {
        ToolDefinition broken = ToolDefinition.builder("broken")
                .description("d")
                .build(SCHEMA, (json, context) -> {
                    throw new IOException("secret");
                });

        assertThat(call(ToolRegistry.of(broken), "broken", "{\"q\":\"x\"}")).isEqualTo("broken failed: IOException");
    }

    @Test
    void mistakes_are_told_when_the_tool_is_made() {
        assertThatThrownBy(() -> ToolDefinition.builder("天气").build("[1]", (json, context) -> ""))
                .isInstanceOfSatisfying(
                        InvalidToolException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        "tool \"天气\": the tool name \"天气\" does not fit [a-zA-Z0-9_-]{1,64}. Fix: give it another"
                                                + " name.",
                                        "tool \"天气\": has no description, and the model chooses tools by it. Fix: say what the"
                                                + " tool does.",
                                        "tool \"天气\": its schema is not of type object. Fix: a JSON Schema that begins"
                                                + " {\"type\":\"object\"."));
    }

    @ToolGroup("orders")
    static class Orders {
        @Tool("Finds an order")
        String find(int id) {
            return "order " + id;
        }
    }

    static class Customers {
        @Tool("Finds a customer")
        String find(int id) {
            return "customer " + id;
        }
    }

    private static List<String> names(ToolRegistry tools) {
        return tools.specs().stream().map(ToolSpec::name).toList();
    }

    @Test
    void registries_are_made_from_registries() {
        ToolRegistry both = ToolRegistry.of(new Orders(), new Customers(), echo);

        assertThat(names(both)).containsExactly("orders_find", "find", "echo");
        assertThat(names(both.filter(tool -> tool.name().endsWith("find")))).containsExactly("orders_find", "find");
        assertThat(names(both.prefix("shop_"))).containsExactly("shop_orders_find", "shop_find", "shop_echo");
        assertThat(names(both.rename("find", "find_customer"))).containsExactly("orders_find", "find_customer", "echo");
        assertThat(names(ToolRegistry.of(raw).plus(both))).containsExactly("raw", "orders_find", "find", "echo");
        assertThat(call(both.rename("find", "find_customer"), "find_customer", "{\"id\":7}"))
                .isEqualTo("customer 7");
        assertThat(call(both.prefix("shop_"), "shop_echo", "{\"text\":\"a\",\"times\":1}"))
                .isEqualTo("a by shop_echo");
        assertThat(call(both.filter(tool -> false), "find", "{}")).startsWith("unknown tool \"find\"");
        assertThat(names(both)).hasSize(3);
    }

    @Test
    void what_cannot_be_is_told() {
        ToolRegistry both = ToolRegistry.of(new Orders(), echo);

        assertThatThrownBy(() -> both.rename("ecko", "x"))
                .hasMessageContaining(
                        "rename: unknown tool \"ecko\"; available: orders_find, echo; did you mean \"echo\"?");
        assertThatThrownBy(() -> both.rename("echo", "orders_find")).hasMessageContaining("is taken by");
        assertThatThrownBy(() -> both.prefix("x".repeat(60))).hasMessageContaining("does not fit [a-zA-Z0-9_-]{1,64}");
        assertThatThrownBy(() -> both.plus(both)).hasMessageStartingWith("2 problems in tool classes:");
    }

    @Test
    void a_factory_brings_the_objects_of_a_scan() {
        ToolRegistry tools = ToolRegistry.scan(type -> new Needy("from a container"), "dev.glmagent.needy");

        assertThat(call(tools, "whence", "")).isEqualTo("from a container");
    }

    @Test
    void without_a_factory_a_class_that_cannot_be_made_is_a_mistake() {
        assertThatThrownBy(() -> ToolRegistry.scan("dev.glmagent.needy"))
                .hasMessage("1 problem in tool classes:\n  dev.glmagent.needy.Needy: has no constructor without"
                        + " parameters, so the scan cannot make one. Fix: add one, pass a ToolFactory to the scan, or pass an"
                        + " instance to ToolRegistry.of(…).");
    }

    @Test
    void interceptors_stand_around_every_call_the_first_outermost() {
        List<String> log = new ArrayList<>();
        ToolInterceptor outer = call -> {
            log.add("outer " + call.tool().spec().name());
            ToolResult result = call.proceed();
            log.add("outer saw " + result.text());
            return result;
        };
        ToolInterceptor inner = call -> {
            log.add("inner " + call.arguments());
            return call.proceed(call.arguments().replace("ab", "cd"));
        };

        assertThat(call(ToolRegistry.of(echo).intercept(outer, inner), "echo", "{\"text\":\"ab\",\"times\":1}"))
                .isEqualTo("cd by echo");
        assertThat(log).containsExactly("outer echo", "inner {\"text\":\"ab\",\"times\":1}", "outer saw cd by echo");
    }

    @Test
    void an_interceptor_may_refuse_or_fail() {
        ToolRegistry refusing = ToolRegistry.of(echo).intercept(call -> {
            throw new ToolException("not at night");
        });
        ToolRegistry failing = ToolRegistry.of(echo).intercept(call -> {
            throw new IllegalStateException("secret");
        });

        assertThat(call(refusing, "echo", "{}")).isEqualTo("not at night");
        assertThat(call(failing, "echo", "{}")).isEqualTo("echo failed: IllegalStateException");
    }
}
