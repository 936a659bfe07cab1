package dev.glmagent.tool.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.glmagent.tool.ToolContext;
import dev.glmagent.tool.ToolResult;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schema and binding come from one source: whatever fits the schema of a generated type binds and writes back equal, and
 * whatever the schema forbids is rejected at its path. Seeded; a failure names the seed.
 */
class SchemaAndBindingTest {

    static final int TYPES = 400;

    enum Color {
        @JsonProperty("dark-red")
        RED,
        BLUE
    }

    sealed interface Shape permits Circle, Square, Nothing {}

    record Circle(double radius) implements Shape {}

    record Square(double side, Color color) implements Shape {}

    record Nothing() implements Shape {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Dog.class, name = "dog"),
        @JsonSubTypes.Type(value = Cat.class, name = "cat")
    })
    interface Animal {}

    record Dog(String bark) implements Animal {}

    record Cat(int lives) implements Animal {}

    record Node(String name, List<Node> children) {}

    record Renamed(@JsonProperty("full_name") String fullName, Optional<Integer> age) {}

    record Page<T>(List<T> items, int total) {}

    record Pair<A, B>(A first, B second) {}

    record Optionals(OptionalInt i, OptionalLong l, OptionalDouble d, Optional<Color> color, Optional<Circle> circle) {}

    record Times(
            LocalDate date,
            LocalDateTime dateTime,
            LocalTime time,
            OffsetTime offsetTime,
            Instant instant,
            OffsetDateTime offset,
            ZonedDateTime zoned,
            Duration duration,
            Period period,
            YearMonth yearMonth,
            MonthDay monthDay,
            Year year,
            ZoneId zone,
            ZoneOffset utcOffset) {}

    static class Base {
        public String id = "";
        private int count;

        public int getCount() {
            return count;
        }

        public void setCount(int count) {
            this.count = count;
        }
    }

    static class Bean extends Base {
        private List<String> tags = List.of();

        @JsonIgnore
        public String secret = "";

        public List<String> getTags() {
            return tags;
        }

        public void setTags(List<String> tags) {
            this.tags = tags;
        }
    }

    static class Created {
        private final String label;

        @JsonCreator
        Created(@JsonProperty("label") String label) {
            this.label = label;
        }

        @JsonProperty("label")
        String label() {
            return label;
        }
    }

    private static final List<Class<?>> SIMPLE = List.of(
            boolean.class,
            Boolean.class,
            byte.class,
            short.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            float.class,
            double.class,
            Double.class,
            char.class,
            Character.class,
            String.class,
            BigDecimal.class,
            BigInteger.class,
            Color.class,
            UUID.class,
            URI.class,
            Currency.class,
            LocalDate.class,
            Duration.class,
            Instant.class,
            YearMonth.class,
            byte[].class,
            int[].class,
            String[].class,
            Shape.class,
            Circle.class,
            Animal.class,
            Node.class,
            Renamed.class,
            Optionals.class,
            Times.class,
            Bean.class,
            Created.class);

    private static final List<Class<?>> KEYS = List.of(String.class, Color.class, LocalDate.class, Integer.class);

    static Type type(Random random, int depth) {
        Class<?> simple = SIMPLE.get(random.nextInt(SIMPLE.size()));
        return switch (depth >= 3 ? 0 : random.nextInt(8)) {
            case 1 -> generic(List.class, boxed(type(random, depth + 1)));
            case 2 -> generic(Set.class, SIMPLE.get(13 + random.nextInt(5)));
            case 3 -> generic(Map.class, KEYS.get(random.nextInt(KEYS.size())), boxed(type(random, depth + 1)));
            case 4 -> generic(Page.class, boxed(type(random, depth + 1)));
            case 5 -> generic(Pair.class, boxed(type(random, depth + 1)), boxed(type(random, depth + 1)));
            default -> simple;
        };
    }

    private static Type boxed(Type type) {
        return type instanceof Class<?> raw && raw.isPrimitive()
                ? MethodType.methodType(raw).wrap().returnType()
                : type;
    }

    private static ParameterizedType generic(Class<?> raw, Type... arguments) {
        return new Generic(raw, List.of(arguments));
    }

    /** A generic type as reflection shows it. */
    private record Generic(Class<?> raw, List<Type> arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.toArray(Type[]::new);
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public Type getOwnerType() {
            return SchemaAndBindingTest.class;
        }
    }

    private static final Schema META_SCHEMA = SchemaRegistry.withDialect(Dialects.getDraft202012())
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    @Test
    void what_fits_binds_and_writes_back_equal_and_what_does_not_is_told_at_its_path() {
        int fitting = 0;
        int spoiled = 0;
        for (int seed = 0; seed < TYPES; seed++) {
            Random random = new Random(seed);
            Type type = type(random, 0);
            ToolParameter parameter =
                    new ToolParameter("x", "", type, ToolParameter.Kind.PLAIN, true, null, String.class);
            ParametersSchema schema = ParametersSchema.of(List.of(parameter));
            ArgumentBinder binder = new ArgumentBinder("test", List.of(parameter), schema);
            JsonNode schemaNode = ToolJson.MAPPER.readTree(schema.json());
            assertThat(META_SCHEMA.validate(schemaNode)).as(schema.json()).isEmpty();
            for (int i = 0; i < 5; i++) {
                JsonNode value = new SchemaSamples(schemaNode, random).sample();
                String about = "seed " + seed + ", type " + type + ", schema " + schema.json() + ", value " + value;
                roundTrip(binder, type, value, about);
                fitting++;
                for (SchemaMutations.Mutation mutation : SchemaMutations.of(schemaNode, value)) {
                    rejected(binder, mutation, about);
                    spoiled++;
                }
            }
        }
        assertThat(fitting).isGreaterThanOrEqualTo(2_000);
        assertThat(spoiled).isGreaterThan(fitting);
    }

    private static void roundTrip(ArgumentBinder binder, Type type, JsonNode value, String about) {
        Object bound;
        try {
            bound = binder.bind(value.toString(), new ToolContext("test", "1"))[0];
        } catch (BadArgumentsException e) {
            fail(about + " fits, but: " + e.result().text());
            return;
        }
        String written =
                ToolJson.MAPPER.writerFor(ToolJson.MAPPER.constructType(type)).writeValueAsString(bound);
        JsonNode back = ToolJson.MAPPER.createObjectNode().set("x", ToolJson.MAPPER.readTree(written));
        assertThat(normal(back)).as(about).isEqualTo(normal(value));
    }

    private static void rejected(ArgumentBinder binder, SchemaMutations.Mutation mutation, String about) {
        try {
            binder.bind(mutation.value().toString(), new ToolContext("test", "1"));
        } catch (BadArgumentsException e) {
            List<String> problems = ((ToolResult.BadArguments) e.result()).problems();
            assertThat(problems)
                    .as(mutation.what() + " at " + mutation.path() + " in " + mutation.value() + "; " + about)
                    .anyMatch(problem -> problem.startsWith(mutation.path() + ":"));
            return;
        }
        fail(mutation.what() + " at " + mutation.path() + " was let through: " + mutation.value() + "; " + about);
    }

    /** Without what means the same: null and absent fields, and 1 beside 1.0. */
    private static JsonNode normal(JsonNode node) {
        if (node.isNumber()) {
            return ToolJson.MAPPER.valueToTree(
                    node.decimalValue().stripTrailingZeros().toPlainString());
        } else if (node.isArray()) {
            return ToolJson.MAPPER
                    .createArrayNode()
                    .addAll(node.valueStream().map(SchemaAndBindingTest::normal).toList());
        } else if (node.isObject()) {
            ObjectNode object = ToolJson.MAPPER.createObjectNode();
            node.properties().stream()
                    .filter(entry -> !entry.getValue().isNull())
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(entry -> object.set(entry.getKey(), normal(entry.getValue())));
            return object;
        }
        return node;
    }
}
