package dev.glmagent.testkit.internal;

import dev.glmagent.testkit.internal.http.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A request on its way to an endpoint.
 *
 * @param request what came
 * @param variables what stands in the path where the route has a variable, in order
 */
public record ApiCall(HttpRequest request, List<String> variables) {

    /** The first variable of the path. */
    public String id() {
        return variables.get(0);
    }

    /** The body as a JSON object, which it has to be. */
    public JsonNode json() {
        return Json.object(request.text()).orElseThrow(() -> GlmError.notJson().refused());
    }

    /** A parameter of the query. */
    public Optional<String> parameter(String name) {
        for (String pair : request.query().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && decoded(pair.substring(0, equals)).equals(name)) {
                return Optional.of(decoded(pair.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    /** A parameter that counts, within bounds; what is no number is refused. */
    public int number(String name, int otherwise, int least, int most) {
        String value = parameter(name).orElse(Integer.toString(otherwise));
        if (!value.matches("\\d{1,9}") || Integer.parseInt(value) < least || Integer.parseInt(value) > most) {
            throw GlmError.illegal(name).refused();
        }
        return Integer.parseInt(value);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
