package dev.glmagent.testkit.internal;

import dev.glmagent.testkit.internal.http.HttpReply;
import dev.glmagent.testkit.internal.http.HttpRequest;
import dev.glmagent.testkit.internal.http.HttpServer;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What stands before the endpoints: records every request, knows the paths, knows the key. */
public final class Gateway implements HttpServer.Handler {

    /** Where the platform's API begins. */
    public static final String BASE_PATH = "/api/paas/v4";

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final Keys keys;
    private final Clock clock;
    private final Router api;
    private final Router pages;
    private final Journal journal;

    /**
     * @param key the one key
     * @param clock for times and the expiry of tokens
     * @param api what needs the key
     * @param pages what does not and is not recorded
     * @param journal keeps the requests
     */
    public Gateway(String key, Clock clock, Router api, Router pages, Journal journal) {
        this.keys = new Keys(key, clock);
        this.clock = clock;
        this.api = api;
        this.pages = pages;
        this.journal = journal;
    }

    @Override
    public HttpReply handle(HttpRequest request) {
        Optional<Router.Match> page = pages.find(request.method(), request.path());
        if (page.isPresent()) {
            return answer(page.get(), request);
        }
        HttpReply reply = route(request);
        journal.add(request, reply.status());
        return reply;
    }

    @Override
    public HttpReply refuse(int status, String why) {
        return new GlmError(status, "1210", "API 调用参数有误：" + why + "。").toHttp();
    }

    private HttpReply route(HttpRequest request) {
        Optional<Router.Match> match = api.find(request.method(), request.path());
        if (match.isEmpty()) {
            return api.knows(request.path())
                    ? refusal(405, "Method Not Allowed", request.path())
                    : refusal(404, "Not Found", request.path());
        }
        Optional<GlmError> stranger =
                keys.refuse(request.header("Authorization").orElse(""));
        if (stranger.isPresent()) {
            return stranger.get().toHttp();
        }
        if (request.oversized()) {
            return new GlmError(413, "1210", "API 调用参数有误：请求体超过 10 MB。").toHttp();
        }
        return answer(match.get(), request);
    }

    private static HttpReply answer(Router.Match match, HttpRequest request) {
        try {
            return match.endpoint().answer(new ApiCall(request, match.variables()));
        } catch (RefusedException e) {
            return e.error().toHttp();
        } catch (RuntimeException e) {
            return GlmError.internal("the emulator failed: " + e).toHttp();
        }
    }

    /** The gateway's own shape, in which {@code error} is a string and the path lacks its first two segments. */
    private HttpReply refusal(int status, String error, String path) {
        ObjectNode body = Json.object();
        body.put("timestamp", TIMESTAMP.format(clock.instant()));
        body.put("status", status);
        body.put("error", error);
        body.put("path", path.startsWith("/api/paas/") ? path.substring("/api/paas".length()) : path);
        return HttpReply.json(status, body.toString());
    }
}
