package dev.glmagent.tool;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter of a {@link Tool} method that your program fills, not the model: who asks, a transaction, a tenant. It
 * stays out of the schema, and nothing the model writes can reach it.
 *
 * <pre>{@code
 * @Tool("The orders of the customer who asks")
 * List<Order> myOrders(@Context Customer customer) { ... }
 * }</pre>
 *
 * <p>The value comes from the {@link ContextValues} of the run, by the parameter's type. Without one the call is not
 * made, unless the parameter is an {@link java.util.Optional} or is marked with an annotation called {@code Nullable}.
 * A parameter of type {@link ToolContext} is filled without this annotation.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Context {}
