package dev.glmagent.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The same classes give the same bytes on every JVM: they are compared with a file, on each JDK that CI runs. */
@SuppressWarnings("ArrayRecordComponent") // tools may take them, so the schema has to describe them
class GoldenSchemaTest {

    enum Unit {
        CELSIUS,
        FAHRENHEIT
    }

    record Scalars(
            boolean a,
            Byte b,
            short c,
            int d,
            Long e,
            float f,
            Double g,
            char h,
            String i,
            BigDecimal j,
            BigInteger k,
            byte[] l,
            Unit m) {}

    record Times(
            LocalDate a,
            LocalTime b,
            LocalDateTime c,
            Instant d,
            OffsetDateTime e,
            ZonedDateTime f,
            YearMonth g,
            Duration h,
            ZoneId i) {}

    record Containers(
            List<String> a,
            Set<Unit> b,
            int[] c,
            Map<String, List<Scalars>> d,
            Map<Unit, Integer> e,
            Optional<String> f,
            OptionalDouble g,
            List<List<@Nullable String>> h) {}

    record Bounds(
            @Min(1) @DecimalMax(value = "9.5", inclusive = false) BigDecimal a,

            @Size(min = 2, max = 5) List<@NotBlank @Size(max = 9) String> b,
            @Email Optional<String> c,

            @Param(value = "A page", example = "3", required = false)
            Integer d) {}

    record Tree(String name, List<Tree> children, Map<String, Tree> byName) {}

    sealed interface Shape permits Circle, Group {}

    record Circle(double radius) implements Shape {}

    record Group(List<Shape> shapes) implements Shape {}

    record Page<T>(List<T> items, int number) {}

    static class Tools {
        @Tool("Everything")
        String everything(
                @Param("Plain values") Scalars scalars,
                Times times,
                Containers containers,
                Bounds bounds,
                Tree tree,
                Shape shape,
                Page<String> words,
                Page<Tree> trees,
                UUID id,
                URI address,
                List<@Size(min = 3) String> codes,
                Optional<@Min(2) Integer> atLeast,
                @Param(value = "How many", defaultValue = "10") int limit) {
            return "";
        }

        @Tool("One record, spread")
        String spread(@Param(spread = true) Tree tree) {
            return tree.toString();
        }
    }

    private static final List<ToolDefinition> TOOLS =
            ToolRegistry.of(new Tools()).definitions();

    @Test
    void the_bytes_are_those_of_the_file() throws IOException {
        String made = TOOLS.stream()
                .map(tool -> JsonMapper.shared()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(
                                JsonMapper.shared().readTree(tool.spec().parameters())))
                .collect(Collectors.joining("\n", "", "\n"))
                .replace("\r\n", "\n");
        try (InputStream golden = getClass().getResourceAsStream("/golden/tool-schemas.json")) {
            assertThat(made).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void each_schema_is_a_schema() {
        var metaSchema = SchemaRegistry.withDialect(Dialects.getDraft202012())
                .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

        for (ToolDefinition tool : TOOLS) {
            assertThat(metaSchema.validate(
                            JsonMapper.shared().readTree(tool.spec().parameters())))
                    .as(tool.spec().parameters())
                    .isEmpty();
        }
        assertThat(metaSchema.validate(JsonMapper.shared().readTree("{\"type\":\"integer\",\"minimum\":\"1\"}")))
                .isNotEmpty();
    }
}
