package dev.glmagent.tools.http;

import java.util.Locale;
import java.util.Set;

/**
 * Which hosts may be named.
 *
 * @param any whether every host may be
 * @param names exact names, and {@code *.example.com} for those below one
 */
record HostRules(boolean any, Set<String> names) {

    HostRules {
        names = Set.copyOf(names);
    }

    boolean allows(String host) {
        return any || names.stream().anyMatch(name -> matches(name, host));
    }

    private static boolean matches(String name, String host) {
        return name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name);
    }

    static String checked(String name) {
        String host = name.strip().toLowerCase(Locale.ROOT);
        String rest = host.startsWith("*.") ? host.substring(2) : host;
        if (rest.isEmpty() || rest.indexOf('*') >= 0 || rest.indexOf('/') >= 0 || rest.indexOf('@') >= 0) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" is no host; expected a name such as example.com or *.example.com");
        }
        return host;
    }
}
