package dev.glmagent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ToolCall;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Tools of objects that come from a container: late, changing, or behind a proxy of their interfaces. */
class LateToolsTest {

    interface Stock {
        int count(String item);
    }

    static class Warehouse implements Stock {
        private final int pieces;

        Warehouse(int pieces) {
            this.pieces = pieces;
        }

        @Override
        @Tool("Counts the pieces of an item")
        public int count(@Param("Its name") String item) {
            return pieces;
        }
    }

    private static String count(ToolRegistry tools) {
        return tools.call(new ToolCall("1", "count", "{\"item\":\"tea\"}")).text();
    }

    @Test
    void the_object_is_asked_for_when_a_call_needs_it() {
        AtomicInteger made = new AtomicInteger();
        ToolRegistry tools = ToolRegistry.late(Warehouse.class, () -> new Warehouse(made.incrementAndGet()));

        assertThat(made).hasValue(0);
        assertThat(count(tools) + count(tools)).isEqualTo("12");
    }

    @Test
    void a_proxy_of_the_interfaces_is_called_by_them() {
        List<String> seen = new ArrayList<>();
        Object proxy = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Stock.class}, (self, method, args) -> {
                    seen.add(method.getName());
                    return method.invoke(new Warehouse(7), args);
                });

        assertThat(count(ToolRegistry.late(Warehouse.class, () -> proxy))).isEqualTo("7");
        assertThat(seen).containsExactly("count");
    }

    @Test
    void an_object_without_the_method_fails_the_call_and_says_why_to_the_log_only() {
        ToolResult result = ToolRegistry.late(Warehouse.class, () -> "a text")
                .call(new ToolCall("1", "count", "{\"item\":\"tea\"}"));

        assertThat(result)
                .isInstanceOfSatisfying(
                        ToolResult.Failed.class,
                        failed -> assertThat(failed.cause())
                                .hasMessage(Warehouse.class.getName()
                                        + "#count cannot be called on a java.lang.String: none of its"
                                        + " interfaces has the method. Fix: declare the method in an interface, or let proxies extend"
                                        + " the class."));
        assertThat(result.text()).doesNotContain("java.lang.String");
    }

    @Test
    void mistakes_are_told_before_there_is_an_object() {
        assertThatThrownBy(() -> ToolRegistry.late(Stock.class, () -> new Warehouse(1)))
                .isInstanceOf(InvalidToolException.class)
                .hasMessageContaining(Stock.class.getName() + ": has no method with @Tool.");
    }
}
