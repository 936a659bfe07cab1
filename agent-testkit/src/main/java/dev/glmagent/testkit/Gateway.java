package dev.glmagent.testkit;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;

/** What stands before the endpoints: records every request, knows the paths, knows the key. */
final class Gateway {

    static final String BASE_PATH = "/api/paas/v4";

    private static final String CHAT = BASE_PATH + "/chat/completions";

    private static final Pattern BEARER = Pattern.compile("Bearer\\s+(\\S+)", Pattern.CASE_INSENSITIVE);

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final String apiKey;
    private final Clock clock;
    private final ChatEndpoint chat;
    private final List<RecordedRequest> requests = new ArrayList<>();

    Gateway(String apiKey, Clock clock, ChatEndpoint chat) {
        this.apiKey = apiKey;
        this.clock = clock;
        this.chat = chat;
    }

    List<RecordedRequest> requests() {
        synchronized (requests) {
            return List.copyOf(requests);
        }
    }

    HttpReply handle(HttpRequest request) {
        synchronized (requests) {
            requests.add(new RecordedRequest(
                    request.method(),
                    request.path(),
                    request.headers(),
                    request.body().orElse("")));
        }
        if (!request.path().equals(CHAT)) {
            return refusal(404, "Not Found", request.path());
        }
        if (!request.method().equals("POST")) {
            return refusal(405, "Method Not Allowed", request.path());
        }
        Optional<GlmError> stranger =
                authenticate(request.authorization().orElse("").strip());
        if (stranger.isPresent()) {
            return stranger.get().toHttp();
        }
        if (request.body().isEmpty()) {
            return new GlmError(413, "1210", "API 调用参数有误：请求体超过 10 MB。").toHttp();
        }
        return chat.answer(request.body().get());
    }

    /** Knows the plain key only. A credential of three parts with dots between is a JWT; that form is not built yet. */
    private Optional<GlmError> authenticate(String authorization) {
        if (authorization.isEmpty()) {
            return Optional.of(new GlmError(401, "1001", "Header中未收到Authorization参数，无法进行身份验证。"));
        }
        Matcher bearer = BEARER.matcher(authorization);
        return bearer.matches() && bearer.group(1).equals(apiKey)
                ? Optional.empty()
                : Optional.of(new GlmError(401, "1000", "身份验证失败。"));
    }

    /** The gateway's own shape, in which {@code error} is a string and the path lacks its first two segments. */
    private HttpReply refusal(int status, String error, String path) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("timestamp", TIMESTAMP.format(clock.instant()));
        body.put("status", status);
        body.put("error", error);
        body.put("path", path.startsWith("/api/paas/") ? path.substring("/api/paas".length()) : path);
        return HttpReply.json(status, body.toString());
    }
}
