package dev.glmagent.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes a parameter of a {@link Tool} method, or a component of a record used in one.
 *
 * <p>A parameter is required unless it says {@code required = false}, has a {@code defaultValue}, is an
 * {@link java.util.Optional} or is marked with an annotation called {@code Nullable}. Bounds of Jakarta Validation
 * ({@code @Min}, {@code @Size}, {@code @Pattern}, …) on the parameter or component become part of the schema.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.PARAMETER, ElementType.FIELD})
public @interface Param {

    /**
     * What the value means, with its unit.
     *
     * @return the description; empty for none
     */
    String value() default "";

    /**
     * The name in the schema. Only for parameters of methods; a record component is renamed with Jackson's
     * {@code @JsonProperty}, which counts for binding too.
     *
     * @return the name; empty (the default) takes the parameter's own, which needs {@code javac -parameters}
     */
    String name() default "";

    /**
     * Whether the model must give the value. A missing optional value arrives as {@code null}.
     *
     * @return false for an optional parameter
     */
    boolean required() default true;

    /**
     * The value used when the model gives none: a JSON value, or plain text for text, dates and enums. Checked at
     * start-up and told to the model. Only for parameters of methods.
     *
     * @return the default; empty for none
     */
    String defaultValue() default "";

    /**
     * A value as the model might give it: a JSON value, or plain text.
     *
     * @return the example; empty for none
     */
    String example() default "";

    /**
     * Whether the fields of the parameter's type, a record or bean, are the arguments themselves: with
     * {@code search(@Param(spread = true) Query query)} the model writes {@code {"text":…,"limit":…}}, without it
     * {@code {"query":{"text":…,"limit":…}}}. Only for the one parameter that the model fills; its name and the other
     * members of this annotation do not count then.
     *
     * @return false by default
     */
    boolean spread() default false;
}
