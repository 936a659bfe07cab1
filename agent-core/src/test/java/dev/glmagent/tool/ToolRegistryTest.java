package dev.glmagent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ToolCall;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How tools are found, and how mistakes in tool classes are told. */
class ToolRegistryTest {

    @Test
    void scan_finds_the_tools_of_the_named_packages_in_a_stable_order() {
        ToolRegistry tools = ToolRegistry.scan("dev.glmagent.tool.samples");

        assertThat(tools.definitions())
                .extracting(tool -> tool.spec().name() + " " + tool.source().replaceAll(".*\\.", ""))
                .contains("now Clock#now", "count Counter#count", "reset Resets#reset", "inherited Base#inherited");
        assertThat(tools.call(new ToolCall("1", "now", "")).text()).isEqualTo("12:00");
    }

    @Test
    void scan_initialises_no_class_without_a_tool() {
        ToolRegistry.scan("dev.glmagent.tool.samples");

        assertThat(System.getProperty("glmagent.test.bystander")).isNull();
    }

    @Test
    void a_scanned_class_is_made_once() {
        ToolRegistry tools = ToolRegistry.scan("dev.glmagent.tool.samples.nested");

        tools.call(new ToolCall("1", "count", ""));
        assertThat(tools.call(new ToolCall("2", "count", "")).text()).isEqualTo("2");
    }

    @Test
    void a_scan_without_packages_or_without_tools_is_a_mistake() {
        assertThatThrownBy(ToolRegistry::scan)
                .isInstanceOf(InvalidToolException.class)
                .hasMessageContaining("scan(): a package name is missing; the whole class path is never scanned.");
        assertThatThrownBy(() -> ToolRegistry.scan("com.acme.nothing.here"))
                .isInstanceOf(InvalidToolException.class)
                .hasMessage("1 problem in tool classes:\n  scan(com.acme.nothing.here): no method with @Tool was found"
                        + " there. Fix: check the package name, and that the classes are on the class path.");
    }

    static class Careless {
        @Tool("")
        String undescribed() {
            return "";
        }

        @Tool(value = "d", name = "天气")
        String badName() {
            return "";
        }

        @Tool("d")
        String optionalPrimitive(@Param(required = false) int days) {
            return "" + days;
        }

        @Tool("d")
        String badDefault(@Param(defaultValue = "soon") int days) {
            return "" + days;
        }

        @Tool("d")
        @SuppressWarnings("rawtypes")
        String rawOptional(Optional city, Object anything) {
            return "" + city + anything;
        }

        @Tool("d")
        String sameName(@Param(name = "city") String a, @Param(name = "city") String b) {
            return a + b;
        }

        @Tool("d")
        String twice() {
            return "";
        }

        @Tool("d")
        String twice(String more) {
            return more;
        }
    }

    @Test
    void every_mistake_is_told_at_once() {
        String here = Careless.class.getName();

        assertThatThrownBy(() -> ToolRegistry.of(new Careless(), "a text"))
                .isInstanceOfSatisfying(
                        InvalidToolException.class,
                        e -> assertThat(e.problems())
                                .containsExactlyInAnyOrder(
                                        here + "#undescribed: has no description, and the model chooses tools by it."
                                                + " Fix: say what the tool does.",
                                        here + "#badName: the tool name \"天气\" does not fit [a-zA-Z0-9_-]{1,64}."
                                                + " Fix: give it another name.",
                                        here
                                                + "#optionalPrimitive(days): is optional, but a primitive cannot be missing."
                                                + " Fix: use the boxed type, Optional, or a defaultValue.",
                                        here
                                                + "#badDefault(days): the default value \"soon\" is not an int. Fix: write it as JSON,"
                                                + " or as plain text for text, dates and enums.",
                                        here + "#rawOptional(city): is a raw Optional. Fix: say what it holds, as in"
                                                + " Optional<String>.",
                                        here
                                                + "#rawOptional(city): its type says nothing to the model. Fix: use a concrete type.",
                                        here
                                                + "#rawOptional(anything): its type says nothing to the model. Fix: use a concrete type.",
                                        here + "#sameName: two parameters are named \"city\". Fix: @Param(name = …).",
                                        here + "#twice: the tool name \"twice\" is taken by " + here
                                                + "#twice. Fix: give one of"
                                                + " them another name with @Tool(name = …).",
                                        "java.lang.String: has no method with @Tool. Fix: annotate a method, or leave the object"
                                                + " out."));
    }

    static class Shop {
        @Tool("Sells")
        String sell(String what) {
            return what + " sold";
        }
    }

    /** What a container generates at run time: overrides without annotations and without parameter names. */
    static class ShopProxy extends Shop {
        @Override
        String sell(String arg0) {
            return "in a transaction: " + super.sell(arg0);
        }
    }

    interface Stock {
        @Tool("Counts")
        int count(@Param(name = "item") String item);
    }

    @Test
    void proxies_show_the_tools_of_what_they_stand_before_and_are_called_through() {
        Stock stock = (Stock) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Stock.class}, (proxy, method, args) -> 40 + 2);
        ToolRegistry tools = ToolRegistry.of(new ShopProxy(), stock);

        assertThat(tools.call(new ToolCall("1", "sell", "{\"what\":\"tea\"}")).text())
                .isEqualTo("in a transaction: tea sold");
        assertThat(tools.call(new ToolCall("2", "count", "{\"item\":\"tea\"}")).text())
                .isEqualTo("42");
    }

    @Test
    void parameters_without_names_are_a_mistake_not_arg0(@TempDir Path dir) throws Exception {
        Object tools = compiledWithoutParameterNames(dir);

        assertThatThrownBy(() -> ToolRegistry.of(tools))
                .hasMessage(
                        "1 problem in tool classes:\n  Nameless#weather(arg0): its real name is not in the class file."
                                + " Fix: compile with -parameters, or set @Param(name = …).");
    }

    private static Object compiledWithoutParameterNames(Path dir) throws IOException, ReflectiveOperationException {
        Path source = Files.writeString(dir.resolve("Nameless.java"), """
                import dev.glmagent.tool.*;
                public class Nameless {
                    @Tool("d") public String weather(String city, @Param(name = "days") int n) { return city + n; }
                }
                """);
        int status = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-cp", System.getProperty("java.class.path"), "-proc:none", source.toString());
        assertThat(status).isZero();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {dir.toUri().toURL()})) {
            return loader.loadClass("Nameless").getDeclaredConstructor().newInstance();
        }
    }
}
