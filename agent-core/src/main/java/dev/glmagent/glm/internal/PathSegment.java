package dev.glmagent.glm.internal;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A value as one segment of a path, so that an id cannot reach another API. */
final class PathSegment {

    private PathSegment() {}

    static String encode(String value) {
        if (value.isBlank() || value.equals(".") || value.equals("..")) {
            throw new IllegalArgumentException(
                    "\"" + value + "\" is no id. Fix: use the id that the platform gave in an earlier answer.");
        }
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
