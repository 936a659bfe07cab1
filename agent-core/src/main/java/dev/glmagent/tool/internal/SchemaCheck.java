package dev.glmagent.tool.internal;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.databind.JsonNode;

/**
 * Whether arguments fit a schema, asked twice at most: a {@link StreamCheck}, which nearly always is sure that they do,
 * and a {@link SchemaValidator}, which decides on the rest and says what is wrong. Both are made when first needed: of a
 * thousand tools few are called, and of those few wrongly.
 */
final class SchemaCheck {

    private final ParametersSchema schema;
    private final Set<String> optional;

    // Two threads may make one of these twice; both are right.
    private volatile @Nullable StreamCheck stream;
    private volatile @Nullable SchemaValidator validator;

    /** @param optional parameters that may be null, which means left out */
    SchemaCheck(ParametersSchema schema, Set<String> optional) {
        this.schema = schema;
        this.optional = Set.copyOf(optional);
    }

    /** True only for one JSON value that fits, with no name twice in an object. */
    boolean surelyFits(String text) {
        StreamCheck check = stream;
        if (check == null) {
            check = SchemaCompiler.compile(schema.node(), optional);
            stream = check;
        }
        try (JsonParser parser = ToolJson.STREAMS.createParser(ObjectReadContext.empty(), text)) {
            return parser.nextToken() == JsonToken.START_OBJECT && check.fits(parser) && parser.nextToken() == null;
        } catch (JacksonException | NumberFormatException notJson) { // 1e99999999999 is too much even for a BigDecimal
            return false;
        }
    }

    /** Everything that is wrong with the arguments, one line each; empty when they fit. */
    List<String> problems(JsonNode arguments) {
        SchemaValidator check = validator;
        if (check == null) {
            check = new SchemaValidator(schema.node());
            validator = check;
        }
        return check.problems(arguments);
    }
}
