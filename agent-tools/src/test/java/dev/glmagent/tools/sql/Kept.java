package dev.glmagent.tools.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import javax.sql.DataSource;

/** A pool of one connection that is not closed when it is given back. */
final class Kept {

    private Kept() {}

    static Connection open(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                Kept.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    static DataSource pool(Connection connection) {
        return (DataSource) Proxy.newProxyInstance(
                Kept.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> connection);
    }
}
