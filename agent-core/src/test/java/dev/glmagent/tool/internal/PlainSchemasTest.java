package dev.glmagent.tool.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
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
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is made without the generator is what the generator would make. */
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
            assertThat(PlainSchemas.of(type).orElseThrow().toString())
                    .as(type.getTypeName())
                    .isEqualTo(TypeSchemas.standalone(type).toString());
        }
    }

    @Test
    void other_types_are_left_to_it() {
        assertThat(parameters("other"))
                .allSatisfy(type -> assertThat(PlainSchemas.of(type)).isEmpty());
    }
}
