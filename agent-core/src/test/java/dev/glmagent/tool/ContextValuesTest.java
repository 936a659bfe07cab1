package dev.glmagent.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.ToolCall;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the program hands to its tools: by type, never from JSON. */
class ContextValuesTest {

    interface Caller {
        String name();
    }

    record Customer(String name) implements Caller {}

    record Tenant(String name) implements Caller {}

    static class Orders {
        @Tool("Orders of the one who asks")
        String mine(@Context Customer customer, @Param("Which") String which) {
            return which + " of " + customer.name();
        }

        @Tool("Greets")
        String greet(@Context Optional<Customer> customer, @Context @Nullable Tenant tenant) {
            return customer.map(Customer::name).orElse("nobody") + " of "
                    + (tenant == null ? "nowhere" : tenant.name());
        }
    }

    private final ToolRegistry tools = ToolRegistry.of(new Orders());

    @Test
    void context_parameters_are_not_in_the_schema_and_come_from_the_program() {
        assertThat(tools.find("mine").orElseThrow().spec().parameters())
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"which\":{\"type\":\"string\",\"description\":\"Which\"}},"
                                + "\"required\":[\"which\"],\"additionalProperties\":false}");

        ContextValues values = ContextValues.of(new Customer("王芳"));
        assertThat(tools.call(new ToolCall("1", "mine", "{\"which\":\"open\"}"), values)
                        .text())
                .isEqualTo("open of 王芳");
    }

    @Test
    void the_model_cannot_fill_them() {
        ToolResult result =
                tools.call(new ToolCall("1", "mine", "{\"which\":\"open\",\"customer\":{\"name\":\"somebody else\"}}"));

        assertThat(result.text()).isEqualTo("bad arguments, mine was not run:\n$: unknown field \"customer\"");
    }

    @Test
    void a_missing_value_is_the_programs_mistake_and_only_named_to_the_program() {
        ToolResult result = tools.call(new ToolCall("1", "mine", "{\"which\":\"open\"}"));

        assertThat(result).isInstanceOfSatisfying(ToolResult.Failed.class, failed -> {
            assertThat(failed.text()).isEqualTo("mine failed: MissingContextException");
            assertThat(failed.cause())
                    .hasMessage("The run has no context value of type " + Customer.class.getName()
                            + ". Fix: give it one, as in ContextValues.of(…), or make the parameter Optional.");
        });
        assertThat(tools.call(new ToolCall("2", "greet", "")).text()).isEqualTo("nobody of nowhere");
    }

    @Test
    void a_value_is_found_by_its_types_and_never_guessed() {
        Customer customer = new Customer("a");
        ContextValues both = ContextValues.of(customer, new Tenant("b"));

        assertThat(both.find(Tenant.class)).contains(new Tenant("b"));
        assertThat(ContextValues.of(customer).find(Caller.class)).contains(customer);
        assertThat(both.find(String.class)).isEmpty();
        assertThatThrownBy(() -> both.find(Caller.class))
                .hasMessage("Several context values are a " + Caller.class.getName()
                        + ". Fix: say which one is meant, ContextValues.with(Caller.class, …).");
        assertThat(both.with(Caller.class, customer).find(Caller.class)).contains(customer);
    }

    @Test
    void values_do_not_show_in_texts() {
        assertThat(ContextValues.of(new Customer("secret")).toString())
                .isEqualTo("ContextValues[" + Customer.class.getName() + "]");
    }

    static class Careless {
        @Tool("d")
        String both(@Context @Param("p") Customer customer, @Context int number) {
            return "" + customer + number;
        }
    }

    @Test
    void mistakes_are_told() {
        String here = Careless.class.getName() + "#both";
        assertThatThrownBy(() -> ToolRegistry.of(new Careless()))
                .isInstanceOfSatisfying(
                        InvalidToolException.class,
                        e -> assertThat(e.problems())
                                .containsExactly(
                                        here + "(customer): has both @Context and @Param; a context value is not filled"
                                                + " by the model. Fix: leave one of them out.",
                                        here + "(number): a context value is found by its type, and int says nothing."
                                                + " Fix: a type of your own."));
    }
}
