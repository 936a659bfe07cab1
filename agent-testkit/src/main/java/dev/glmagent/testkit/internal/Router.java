package dev.glmagent.testkit.internal;

import dev.glmagent.testkit.internal.http.HttpReply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which endpoint answers a method and a path. A variable of a path is written <code>{}</code> and fits one segment. */
public final class Router {

    /** Answers a request of a caller who is known. */
    @FunctionalInterface
    public interface Endpoint {

        /** The answer; a {@link RefusedException} is one too. */
        HttpReply answer(ApiCall call);
    }

    /**
     * What a path leads to.
     *
     * @param endpoint what answers
     * @param variables of the path
     */
    record Match(Endpoint endpoint, List<String> variables) {}

    private record Route(String method, List<String> segments, Endpoint endpoint) {}

    private final List<Route> routes = new ArrayList<>();

    /** Adds a route; the path is relative to the host. */
    public Router on(String method, String path, Endpoint endpoint) {
        routes.add(new Route(method, segments(path), endpoint));
        return this;
    }

    /** The matches of a path for a method; whether the path exists for another method tells {@link #knows}. */
    Optional<Match> find(String method, String path) {
        List<String> segments = segments(path);
        for (Route route : routes) {
            if (route.method.equals(method) && fits(route.segments, segments)) {
                List<String> variables = new ArrayList<>();
                for (int i = 0; i < segments.size(); i++) {
                    if (route.segments.get(i).equals("{}")) {
                        variables.add(segments.get(i));
                    }
                }
                return Optional.of(new Match(route.endpoint, variables));
            }
        }
        return Optional.empty();
    }

    boolean knows(String path) {
        List<String> segments = segments(path);
        return routes.stream().anyMatch(route -> fits(route.segments, segments));
    }

    private static boolean fits(List<String> route, List<String> segments) {
        if (route.size() != segments.size()) {
            return false;
        }
        for (int i = route.size() - 1; i >= 0; i--) {
            boolean variable = route.get(i).equals("{}") && !segments.get(i).isEmpty();
            if (!variable && !route.get(i).equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}
