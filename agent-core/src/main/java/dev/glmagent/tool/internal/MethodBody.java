package dev.glmagent.tool.internal;

import dev.glmagent.tool.ToolContext;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** The code behind a tool that is a method of an object. */
final class MethodBody implements CheckedTool.Body {

    private final MethodHandle handle;
    private final ArgumentBinder binder;

    MethodBody(Object instance, Method method, ArgumentBinder binder) {
        this.handle = handleOf(instance, method);
        this.binder = binder;
    }

    /** One shape for every method, {@code (Object[])Object}, so that the call below needs no reflection. */
    private static MethodHandle handleOf(Object instance, Method method) {
        try {
            MethodHandle handle = MethodHandles.lookup().unreflect(method);
            if (!Modifier.isStatic(method.getModifiers())) {
                handle = handle.bindTo(instance);
            }
            return handle.asFixedArity()
                    .asSpreader(Object[].class, method.getParameterCount())
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(method + " was made accessible before", e);
        }
    }

    @Override
    public @Nullable Object run(String arguments, ToolContext context) throws Throwable {
        @Nullable Object[] values = binder.bind(arguments, context);
        return handle.invokeExact(values);
    }
}
