package dev.glmagent.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Puts a prefix before the names of all tools of a class: the tool {@code find} of {@code @ToolGroup("orders")} is
 * {@code orders_find}. Two classes can then each have a {@code find}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ToolGroup {

    /**
     * The prefix, without the underscore that follows it.
     *
     * @return of {@code [a-zA-Z0-9_-]}
     */
    String value();
}
