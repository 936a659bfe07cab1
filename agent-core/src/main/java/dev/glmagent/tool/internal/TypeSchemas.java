package dev.glmagent.tool.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaBuilder;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jackson.JacksonSchemaModule;
import dev.glmagent.tool.Param;
import java.lang.reflect.Field;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas of the Java types of one tool. Unless all are plain, all parameters share one builder and one set of
 * definitions: a schema per parameter, pasted together, would leave the references of recursive types dangling.
 */
final class TypeSchemas {

    /** Its own class, so that a program whose tools take plain values never loads the generator. */
    private static final class Generator {
        static final SchemaGenerator SHARED = generator();
    }

    private static final Set<Class<?>> OPTIONALS =
            Set.of(Optional.class, OptionalInt.class, OptionalLong.class, OptionalDouble.class);

    private final List<ObjectNode> schemas;
    private final @Nullable SchemaBuilder builder;

    private TypeSchemas(List<ObjectNode> schemas, @Nullable SchemaBuilder builder) {
        this.schemas = schemas;
        this.builder = builder;
    }

    static TypeSchemas of(List<Type> types) {
        PlainSchemas plain = new PlainSchemas();
        List<ObjectNode> schemas =
                types.stream().map(plain::of).flatMap(Optional::stream).toList();
        if (schemas.size() == types.size()) {
            return new TypeSchemas(schemas, null);
        }
        SchemaBuilder builder = Generator.SHARED.buildMultipleSchemaDefinitions();
        List<ObjectNode> generated = new ArrayList<>();
        types.forEach(type -> generated.add(builder.createSchemaReference(type)));
        return new TypeSchemas(generated, builder);
    }

    /** One for each type, in their order; final only after {@link #definitions}. */
    List<ObjectNode> schemas() {
        return schemas;
    }

    /** The schema of one type on its own. */
    static ObjectNode standalone(Type type) {
        return new PlainSchemas().of(type).orElseGet(() -> generated(type));
    }

    static ObjectNode generated(Type type) {
        return Generator.SHARED.generateSchema(type);
    }

    /** To be called once, after all parameters: fills in the references handed out so far. */
    ObjectNode definitions() {
        return builder == null ? ToolJson.MAPPER.createObjectNode() : builder.collectDefinitions("$defs");
    }

    private static SchemaGenerator generator() {
        SchemaGeneratorConfigBuilder config = new SchemaGeneratorConfigBuilder(
                        SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonSchemaModule(
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY,
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONVALUE,
                        JacksonOption.RESPECT_JSONPROPERTY_ORDER))
                .with(Option.FLATTENED_OPTIONALS, Option.PLAIN_DEFINITION_KEYS)
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT)
                .without(Option.SCHEMA_VERSION_INDICATOR);
        // Declared order: victools sorts by name unless told otherwise.
        config.forTypesInGeneral()
                .withPropertySorter((ignoredFirst, ignoredSecond) -> 0)
                // The same value twice would be one value in the set.
                .withArrayUniqueItemsResolver(type -> type.getType().isInstanceOf(Set.class) ? true : null)
                .withCustomDefinitionProvider(new JavaTypes());
        config.forFields()
                .withRequiredCheck(TypeSchemas::isRequired)
                .withNullableCheck(TypeSchemas::isNullable)
                .withDescriptionResolver(TypeSchemas::description)
                .withInstanceAttributeOverride((schema, field, context) -> addAttributes(schema, field));
        return new SchemaGenerator(config.build());
    }

    private static boolean isRequired(FieldScope field) {
        JsonProperty property = field.getAnnotationConsideringFieldAndGetter(JsonProperty.class);
        return !field.isFakeContainerItemScope()
                && (property == null || property.defaultValue().isEmpty())
                && isRequired(field.getRawMember());
    }

    /** Whether a field of a record or bean has to be there. */
    static boolean isRequired(Field field) {
        Param param = field.getAnnotation(Param.class);
        return (param == null || param.required())
                && !OPTIONALS.contains(field.getType())
                && !Constraints.isNullable(field, field.getAnnotatedType());
    }

    private static boolean isNullable(FieldScope field) {
        return !field.isFakeContainerItemScope()
                && Constraints.isNullable(
                        field.getRawMember(), field.getRawMember().getAnnotatedType());
    }

    private static void addAttributes(ObjectNode schema, FieldScope field) {
        if (field.isFakeContainerItemScope()) {
            Constraints.addToItems(schema, field.getRawMember().getAnnotatedType());
        } else {
            addAttributes(schema, field.getRawMember(), field.getType().getErasedType());
        }
    }

    /** The bounds and the example that stand on a field; {@code type} is what it holds, {@code Optional} unwrapped. */
    static void addAttributes(ObjectNode schema, Field field, Class<?> type) {
        Constraints.addTo(schema, field, type);
        if (field.getType() == Optional.class) {
            Constraints.addToItems(schema, field.getAnnotatedType());
        }
        Param param = field.getAnnotation(Param.class);
        if (param != null && !param.example().isEmpty()) {
            schema.putArray("examples").add(ToolParameter.literal(param.example()));
        }
    }

    private static @Nullable String description(FieldScope field) {
        return field.isFakeContainerItemScope()
                ? null
                : description(field.getRawMember()).orElse(null);
    }

    static Optional<String> description(Field field) {
        Param param = field.getAnnotation(Param.class);
        return param == null || param.value().isEmpty() ? Optional.empty() : Optional.of(param.value());
    }
}
