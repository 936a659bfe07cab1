package dev.glmagent.tool.internal;

import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaContext;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.format.Format;
import com.networknt.schema.path.PathType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * The whole of JSON Schema 2020-12, by a library: it knows every keyword and tells all that is wrong. Its hundreds of
 * classes are loaded when the first tool needs it.
 */
final class SchemaValidator {

    private static final SchemaRegistry SHARED = SchemaRegistry.withDefaultDialect(
            Dialect.builder(Dialects.getDraft202012())
                    .formats(Arrays.stream(TextType.values())
                            .map(TextFormat::new)
                            .toList())
                    .formats(Arrays.stream(NumberType.values())
                            .map(NumberFormat::new)
                            .toList())
                    .build(),
            builder -> builder.schemaRegistryConfig(SchemaRegistryConfig.builder()
                    // The messages go to the model: not in the language of the machine this runs on.
                    .locale(Locale.ENGLISH)
                    .formatAssertionsEnabled(true)
                    .pathType(PathType.JSON_PATH)
                    .build()));

    private final Schema schema;

    SchemaValidator(JsonNode schema) {
        this.schema = SHARED.getSchema(schema);
    }

    /** Everything that is wrong with a value, one line each; empty when it fits. */
    List<String> problems(JsonNode value) {
        List<Error> errors = schema.validate(value);
        return Alternatives.withoutOthers(errors).stream()
                .map(ProblemText::of)
                .distinct()
                .sorted()
                .toList();
    }

    private record TextFormat(TextType type) implements Format {

        @Override
        public String getName() {
            return type.format();
        }

        @Override
        public boolean matches(ExecutionContext execution, String value) {
            return type.fits(value);
        }
    }

    private record NumberFormat(NumberType type) implements Format {

        @Override
        public String getName() {
            return type.format();
        }

        @Override
        public boolean matches(ExecutionContext execution, SchemaContext schema, JsonNode value) {
            return type.fits(value);
        }
    }
}
