package dev.glmagent.tool.internal;

import com.fasterxml.classmate.ResolvedType;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import java.time.Year;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas of the Java types that the generator would describe otherwise than Jackson binds them. Each entry exists
 * because the generator's own answer let something through that does not bind, or kept out something that does.
 */
final class JavaTypes implements CustomDefinitionProviderV2 {

    /** One character of the basic plane; a {@code char} holds no more. */
    private static final String ONE_CHAR = "^[\\u0000-\\uffff]$";

    static final String BASE64 = "^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$";

    private static final Map<Class<?>, Class<?>> OPTIONAL_NUMBERS =
            Map.of(OptionalInt.class, int.class, OptionalLong.class, long.class, OptionalDouble.class, double.class);

    @Override
    public @Nullable CustomDefinition provideCustomSchemaDefinition(
            ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        Optional<ObjectNode> scalar = scalar(raw);
        if (scalar.isPresent()) {
            return inline(scalar.get());
        }
        Class<?> number = OPTIONAL_NUMBERS.get(raw);
        if (number != null) {
            return inline(context.makeNullable(scalar(number).orElseThrow()));
        }
        if (raw.isEnum()) {
            return new CustomDefinition(enumeration(raw), DefinitionType.STANDARD, AttributeInclusion.YES);
        }
        if (Map.class.isAssignableFrom(raw)) {
            return map(type, context);
        }
        return SealedTypes.needsDiscriminator(raw)
                ? new CustomDefinition(anyOf(raw, context), DefinitionType.STANDARD, AttributeInclusion.NO)
                : null;
    }

    private static CustomDefinition inline(ObjectNode schema) {
        return new CustomDefinition(schema, DefinitionType.INLINE, AttributeInclusion.YES);
    }

    static Optional<ObjectNode> scalar(Class<?> raw) {
        ObjectNode schema = ToolJson.MAPPER.createObjectNode();
        Optional<TextType> text = TextType.of(raw);
        Optional<NumberType> number = NumberType.of(raw);
        if (text.isPresent()) {
            schema.put("type", "string").put("format", text.get().format());
        } else if (number.isPresent()) {
            schema.put("type", number.get().jsonType())
                    .put("format", number.get().format());
        } else if (raw == byte.class || raw == Byte.class) {
            schema.put("type", "integer").put("minimum", Byte.MIN_VALUE).put("maximum", Byte.MAX_VALUE);
        } else if (raw == short.class || raw == Short.class) {
            schema.put("type", "integer").put("minimum", Short.MIN_VALUE).put("maximum", Short.MAX_VALUE);
        } else if (raw == Year.class) {
            schema.put("type", "integer").put("minimum", Year.MIN_VALUE).put("maximum", Year.MAX_VALUE);
        } else if (raw == char.class || raw == Character.class) {
            schema.put("type", "string").put("pattern", ONE_CHAR);
        } else if (raw == byte[].class) {
            schema.put("type", "string").put("contentEncoding", "base64").put("pattern", BASE64);
        } else {
            return Optional.empty();
        }
        return Optional.of(schema);
    }

    /** As Jackson writes each constant, renamed ones included. */
    static ObjectNode enumeration(Class<?> raw) {
        ObjectNode schema = ToolJson.MAPPER.createObjectNode();
        ArrayNode names = ToolJson.MAPPER.createArrayNode();
        for (Object constant : raw.getEnumConstants()) {
            JsonNode name = ToolJson.MAPPER.valueToTree(constant);
            names.add(name);
        }
        boolean text = names.valueStream().allMatch(JsonNode::isString);
        schema.put("type", text ? "string" : "integer");
        schema.set("enum", names);
        return schema;
    }

    /** Keys are text, but not any text when they are enums or dates. */
    private static @Nullable CustomDefinition map(ResolvedType type, SchemaGenerationContext context) {
        List<ResolvedType> parameters = type.typeParametersFor(Map.class);
        if (parameters == null || parameters.size() != 2) {
            return null;
        }
        Class<?> key = parameters.get(0).getErasedType();
        ObjectNode schema = ToolJson.MAPPER.createObjectNode();
        schema.put("type", "object");
        if (key.isEnum()) {
            schema.set("propertyNames", enumeration(key));
        } else if (TextType.of(key).isPresent() || NumberType.of(key).isPresent() || key == Character.class) {
            ObjectNode names = scalar(key).orElseThrow();
            schema.set("propertyNames", TextType.of(key).isPresent() || key == Character.class ? names : digits());
        }
        schema.set("additionalProperties", context.createDefinitionReference(parameters.get(1)));
        return new CustomDefinition(schema, DefinitionType.INLINE, AttributeInclusion.NO);
    }

    private static ObjectNode digits() {
        return ToolJson.MAPPER.createObjectNode().put("pattern", "^-?[0-9]{1,9}$");
    }

    private static ObjectNode anyOf(Class<?> sealed, SchemaGenerationContext context) {
        ObjectNode schema = ToolJson.MAPPER.createObjectNode();
        ArrayNode kinds = schema.putArray("anyOf");
        for (Class<?> kind : SealedTypes.kindsOf(sealed)) {
            ObjectNode reference =
                    context.createDefinitionReference(context.getTypeContext().resolve(kind));
            kinds.add(KindSchemas.mark(SealedTypes.nameOf(kind), reference));
        }
        return schema;
    }
}
