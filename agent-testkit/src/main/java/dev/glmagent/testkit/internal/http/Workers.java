package dev.glmagent.testkit.internal.http;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A thread for each connection: a virtual one where the runtime has them (from 21 on), else a daemon of a pool. */
final class Workers {

    private Workers() {}

    static ExecutorService start() {
        try {
            MethodHandle virtual = MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class));
            return (ExecutorService) virtual.invoke();
        } catch (NoSuchMethodException e) {
            return Executors.newCachedThreadPool(task -> daemon(task, "glm-emulator"));
        } catch (Throwable e) {
            throw new IllegalStateException("the runtime's virtual threads cannot be used", e);
        }
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
