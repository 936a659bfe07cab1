package dev.glmagent.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method callable by the model.
 *
 * <pre>{@code
 * @Tool("Current weather of a city")
 * Weather weather(@Param("City name, for example Beijing") String city) { ... }
 * }</pre>
 *
 * <p>Parameters become the properties of a JSON Schema; see {@link Param}. A parameter of type {@link ToolContext} is
 * filled by the framework and stays out of the schema. The return value is what the model sees: text as it is, anything
 * else as JSON, futures when they are done (within 30 s), streams and iterators up to 1,000 items, bytes by size and
 * type, nothing as {@code done}; of more than 16,000 characters the middle is left out. For more say return a
 * {@link ToolResult}; to tell the model why something did not work, throw {@link ToolException}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Tool {

    /**
     * What the tool does, in words the model can choose by. Required.
     *
     * @return the description
     */
    String value();

    /**
     * The tool's name for the model, 1 to 64 of {@code [a-zA-Z0-9_-]}.
     *
     * @return the name; empty (the default) takes the method's name
     */
    String name() default "";

    /**
     * Whether other calls of the same reply may run while this one does. With {@code false} the call waits for those
     * before it and holds those after it back.
     *
     * @return true by default
     */
    boolean parallel() default true;

    /**
     * How long a call may take, in seconds, at least 1. After that it is interrupted, and the model is told that the
     * outcome is unknown.
     *
     * @return 30 by default
     */
    int timeoutSeconds() default 30;

    /**
     * Changes nothing. A call that fails for a passing reason (an {@link java.io.IOException}, a transient SQL error, a
     * {@link ToolException#transientFailure}) is tried up to three times within the time limit.
     *
     * @return see {@link ToolHints}
     */
    boolean readOnly() default false;

    /**
     * May change or delete what cannot be brought back: a human is asked before each call, unless the agent's policy
     * says otherwise.
     *
     * @return see {@link ToolHints}
     */
    boolean destructive() default false;

    /**
     * A second call with the same arguments changes nothing more; tried again as a read-only one.
     *
     * @return see {@link ToolHints}
     */
    boolean idempotent() default false;

    /**
     * Reaches out to places this program does not control, such as the web.
     *
     * @return see {@link ToolHints}
     */
    boolean openWorld() default false;

    /**
     * Whether arguments of the wrong JSON type are taken where nothing is lost: {@code "12"} and {@code 12.0} for 12,
     * {@code "true"} for true. {@code "12.5"} is never 12, and text is never made of a number.
     *
     * @return false by default: the model is told what is wrong
     */
    boolean coerce() default false;
}
