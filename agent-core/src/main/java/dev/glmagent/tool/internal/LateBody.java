package dev.glmagent.tool.internal;

import dev.glmagent.tool.ToolContext;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The code behind a tool whose object is asked for at each call. The object may be a proxy that is no instance of the
 * method's class: then the method of the same signature in one of their common interfaces is called.
 */
final class LateBody implements CheckedTool.Body {

    private final Class<?> type;
    private final Supplier<?> objects;
    private final Method method;
    private final ArgumentBinder binder;

    /** Objects are the same one as a rule, so the last one's handle is kept. */
    private volatile @Nullable Bound last;

    private record Bound(Object object, MethodBody body) {}

    LateBody(Class<?> type, Supplier<?> objects, Method method, ArgumentBinder binder) {
        this.type = type;
        this.objects = objects;
        this.method = method;
        this.binder = binder;
    }

    @Override
    public @Nullable Object run(String arguments, ToolContext context) throws Throwable {
        Object object = objects.get();
        Bound bound = last;
        if (bound == null || bound.object != object) {
            bound = new Bound(object, new MethodBody(object, methodOf(object), binder));
            last = bound;
        }
        return bound.body.run(arguments, context);
    }

    private Method methodOf(Object object) {
        if (method.getDeclaringClass().isInstance(object)) {
            return method;
        }
        return MethodTools.lineage(type).stream()
                .filter(shared -> shared.isInterface() && shared.isInstance(object))
                .flatMap(shared -> Arrays.stream(shared.getMethods()))
                .filter(same -> same.getName().equals(method.getName())
                        && Arrays.equals(same.getParameterTypes(), method.getParameterTypes()))
                .filter(Method::trySetAccessible)
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(type.getName() + "#" + method.getName() + " cannot be called on a "
                                + object.getClass().getName()
                                + ": none of its interfaces has the method. Fix: declare the method in an interface,"
                                + " or let proxies extend the class."));
    }
}
