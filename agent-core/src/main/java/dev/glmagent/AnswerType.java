package dev.glmagent;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/**
 * The type of an answer that a class alone cannot name.
 *
 * <pre>{@code
 * TypedAgent<List<Forecast>> agent = weather.answering(new AnswerType<List<Forecast>>() {});
 * }</pre>
 *
 * @param <T> the type
 */
public abstract class AnswerType<T> {

    private final Type type;

    /**
     * Takes the type from the subclass, so there has to be one: write {@code new AnswerType<…>() {}}.
     *
     * @throws IllegalStateException when the subclass does not say what the type is
     */
    protected AnswerType() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType direct)
                || direct.getRawType() != AnswerType.class) {
            throw new IllegalStateException(
                    "An answer type has to name its type. Fix: new AnswerType<List<Forecast>>() {}.");
        }
        this.type = direct.getActualTypeArguments()[0];
    }

    /**
     * The type.
     *
     * @return as Java reflects it
     */
    public final Type type() {
        return type;
    }
}
