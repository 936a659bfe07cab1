package dev.glmagent.tool.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.glmagent.tool.Param;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made without the generator is what the generator would make. */
@SuppressWarnings("ArrayRecordComponent") // tools may take them, so the schema has to describe them
class PlainSchemasTest {

    enum Unit {
        @JsonProperty("°C")
        CELSIUS,
        FAHRENHEIT
    }

    @SuppressWarnings("unused")
    interface Types {
        void plain(
                String a,
                boolean b,
                Boolean c,
                int d,
                Long e,
                short f,
                byte g,
                float h,
                Double i,
                char j,
                BigDecimal k,
                BigInteger l,
                byte[] m,
                Unit n,
                LocalDate o,
                Duration p,
                UUID q,
                List<String> r,
                Set<Unit> s,
                Collection<Integer> t,
                int[] u,
                String[][] v,
                List<List<LocalDate>> w,
                List<Long>[] x);

        void other(Map<String, String> a, Object b, List<Object> c, Record d, List<?> e);
    }

    record Address(
            @Param(value = "Street and number", example = "1")
            String street,

            @Param("City") @Nullable String city,
            Optional<String> country,
            @Param(required = false) Integer floor,
            @Param("How many") @Min(1) @Max(9) int copies,
            @Nullable LocalDate on) {}

    record Numbers(
            OptionalInt a,
            OptionalLong b,
            OptionalDouble c,
            Optional<Byte> d,
            Optional<Character> e,
            Optional<List<String>> f,
            Optional<@Min(3) Integer> g,
            byte[] h,
            List<@NotBlank String> i,
            @Nullable List<Integer> j,
            Set<Unit> k) {}

    record Holder(Address address, List<Numbers> numbers, String text) {}

    record Empty() {}

    record Bounded(@Size(min = 1) @Param("Names") List<String> names) {}

    @JsonPropertyOrder("b")
    record Ordered(String a, String b) {}

    record Renamed(@JsonProperty("other") String a) {}

    record RenamedByAccessor(String a) {
        @JsonProperty("other")
        @Override
        public String a() {
            return a;
        }
    }

    record MadeByFactory(String a) {
        @JsonCreator
        static MadeByFactory of(@JsonProperty("b") String b) {
            return new MadeByFactory(b);
        }
    }

    record TwoWays(String a) {
        TwoWays(int a) {
            this(Integer.toString(a));
        }
    }

    record Generic<T>(T a) {}

    record Comparing(String a) implements Comparable<Comparing> {
        @Override
        public int compareTo(Comparing other) {
            return a.compareTo(other.a);
        }
    }

    record NullableUnit(@Nullable Unit unit) {}

    record Node(String name, List<Node> below) {}

    record Twice(Address from, Address to) {}

    record OfObject(Object any) {}

    private static Type[] parameters(String method) {
        return Arrays.stream(Types.class.getMethods())
                .filter(each -> each.getName().equals(method))
                .map(Method::getGenericParameterTypes)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void plain_types_have_the_generators_schema() {
        for (Type type : parameters("plain")) {
            assertThat(new PlainSchemas().of(type).orElseThrow().toString())
                    .as(type.getTypeName())
                    .isEqualTo(TypeSchemas.generated(type).toString());
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {Address.class, Numbers.class, Holder.class, Empty.class})
    void plain_records_have_the_generators_schema(Class<?> type) {
        assertThat(new PlainSchemas().of(type).orElseThrow().toString())
                .isEqualTo(TypeSchemas.generated(type).toString());
    }

    @Test
    void a_bound_on_what_an_optional_component_holds_counts() {
        assertThat(TypeSchemas.generated(Numbers.class)
                        .at("/properties/g/minimum")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void bounds_of_a_list_are_the_generators_in_another_order() {
        assertThat(new PlainSchemas().of(Bounded.class)).contains(TypeSchemas.generated(Bounded.class));
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Ordered.class,
                Renamed.class,
                RenamedByAccessor.class,
                MadeByFactory.class,
                TwoWays.class,
                Generic.class,
                Comparing.class,
                NullableUnit.class,
                Node.class,
                Twice.class,
                OfObject.class
            })
    void other_records_are_left_to_it(Class<?> type) {
        assertThat(new PlainSchemas().of(type)).isEmpty();
    }

    @Test
    void other_types_are_left_to_it() {
        assertThat(parameters("other"))
                .allSatisfy(type -> assertThat(new PlainSchemas().of(type)).isEmpty());
    }
}
