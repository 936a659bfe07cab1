package dev.glmagent.tool.internal;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/**
 * Sealed types without annotations of their own: JSON needs a field that says which kind it is, and both the schema and
 * the binder take it from here. Types with {@code @JsonTypeInfo} keep what they say.
 */
class SealedTypes extends JacksonAnnotationIntrospector {

    static final String DISCRIMINATOR = "type";

    private static final JsonTypeInfo.Value BY_NAME = JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.SIMPLE_NAME, JsonTypeInfo.As.PROPERTY, DISCRIMINATOR, null, false, true);

    static boolean needsDiscriminator(Class<?> type) {
        return type.isSealed()
                && (type.isInterface() || Modifier.isAbstract(type.getModifiers()))
                && !type.isAnnotationPresent(JsonTypeInfo.class)
                // The JDK's own are values with a text form; which of them are sealed differs between releases.
                && !type.getName().startsWith("java.");
    }

    /** The concrete kinds, in declared order, through nested sealed types. */
    static List<Class<?>> kindsOf(Class<?> sealed) {
        List<Class<?>> kinds = new ArrayList<>();
        for (Class<?> permitted : sealed.getPermittedSubclasses()) {
            if (permitted.isSealed()) {
                kinds.addAll(kindsOf(permitted));
            } else {
                kinds.add(permitted);
            }
        }
        return kinds;
    }

    static String nameOf(Class<?> kind) {
        return kind.getSimpleName();
    }

    /** For results: a kind says what it is even where its static type is not known to be sealed, as in a list. */
    static final class OfResults extends SealedTypes {

        @Override
        public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
            JsonTypeInfo.Value known = super.findPolymorphicTypeInfo(config, annotated);
            boolean kind = known == null
                    && Arrays.stream(annotated.getRawType().getInterfaces()).anyMatch(SealedTypes::needsDiscriminator);
            return kind ? BY_NAME : known;
        }
    }

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        JsonTypeInfo.Value declared = super.findPolymorphicTypeInfo(config, annotated);
        return declared == null && needsDiscriminator(annotated.getRawType()) ? BY_NAME : declared;
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
        if (needsDiscriminator(annotated.getRawType())) {
            return kindsOf(annotated.getRawType()).stream()
                    .map(kind -> new NamedType(kind, nameOf(kind)))
                    .toList();
        }
        return super.findSubtypes(config, annotated);
    }
}
