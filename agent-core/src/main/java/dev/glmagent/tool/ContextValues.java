package dev.glmagent.tool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a program hands to the tools of one run, by type; see {@link Context}. Immutable. {@code toString} names the types
 * only, as the values may be secret.
 *
 * <pre>{@code
 * ContextValues values = ContextValues.of(customer).with(Locale.class, Locale.CHINA);
 * }</pre>
 */
public final class ContextValues {

    /** No values. */
    public static final ContextValues NONE = new ContextValues(Map.of());

    private final Map<Class<?>, Object> values;

    private ContextValues(Map<Class<?>, Object> values) {
        this.values = values;
    }

    /**
     * Some values, each found by its own class and by every class and interface above it.
     *
     * @param values the values
     * @return them all
     */
    public static ContextValues of(Object... values) {
        Map<Class<?>, Object> byType = new LinkedHashMap<>();
        for (Object value : values) {
            byType.put(value.getClass(), value);
        }
        return new ContextValues(byType);
    }

    /**
     * One more value, or another one for the same type.
     *
     * @param type what it is found by
     * @param value the value
     * @param <T> the type
     * @return these values and that one
     */
    public <T> ContextValues with(Class<T> type, T value) {
        Map<Class<?>, Object> more = new LinkedHashMap<>(values);
        more.put(type, value);
        return new ContextValues(more);
    }

    /**
     * Looks a value up: the one given for exactly this type, else the only one that is of this type.
     *
     * @param type the type asked for
     * @param <T> the type
     * @return the value, if there is one
     * @throws IllegalStateException when several values are of the type and none was given for exactly it
     */
    public <T> Optional<T> find(Class<T> type) {
        Object exact = values.get(type);
        if (exact != null) {
            return Optional.of(type.cast(exact));
        }
        Object found = null;
        for (Object value : values.values()) {
            if (type.isInstance(value)) {
                if (found != null && found != value) {
                    throw new IllegalStateException("Several context values are a " + type.getName()
                            + ". Fix: say which one is meant, ContextValues.with(" + type.getSimpleName()
                            + ".class, …).");
                }
                found = value;
            }
        }
        return Optional.ofNullable(found).map(type::cast);
    }

    @Override
    public String toString() {
        return "ContextValues" + values.keySet().stream().map(Class::getName).toList();
    }
}
