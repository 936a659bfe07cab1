package dev.glmagent.glm.internal;

import dev.glmagent.glm.GlmInterceptor;
import java.io.IOException;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** One request on the wire and what came of it. */
final class Attempt {

    /** Enough for any error body; more is a page of something else. */
    private static final long MAX_ERROR_BYTES = 64L * 1024;

    private final OkHttpClient client;
    private final HttpUrl baseUrl;
    private final Credentials credentials;
    private final Errors errors;
    private final List<GlmInterceptor> interceptors;

    Attempt(
            OkHttpClient client,
            HttpUrl baseUrl,
            Credentials credentials,
            Errors errors,
            List<GlmInterceptor> interceptors) {
        this.client = client;
        this.baseUrl = baseUrl;
        this.credentials = credentials;
        this.errors = errors;
        this.interceptors = interceptors;
    }

    /** The result; or {@link Failure.Thrown}. */
    <T> T run(ApiRequest request, ResponseReader<T> reader, InFlight call, Sent sent) {
        Request http = build(request, reader.accept(), sent, call);
        try (Response response = new Interception(interceptors, client, http, call).run(sent, request.content())) {
            call.answered();
            if (!response.isSuccessful()) {
                throw new Failure.Thrown(errors.ofResponse(
                        sent,
                        response.code(),
                        header(response, "Location"),
                        header(response, "Retry-After"),
                        read(response)));
            }
            return reader.read(new Answer(response, call, sent, errors));
        } catch (IOException e) {
            throw new Failure.Thrown(failed(e, call, sent));
        } finally {
            call.waiting();
        }
    }

    private Failure failed(IOException e, InFlight call, Sent sent) {
        call.check();
        return call.ended()
                ? Failure.last(errors.ofEnding(sent, call, e))
                : errors.ofIo(sent, e, call.began(), call.limits());
    }

    private Request build(ApiRequest request, String accept, Sent sent, InFlight call) {
        HttpUrl.Builder url = request.path().startsWith("/")
                ? baseUrl.newBuilder().encodedPath(request.path())
                : baseUrl.newBuilder().addEncodedPathSegments(request.path());
        request.query().forEach(url::addQueryParameter);
        Request.Builder http = new Request.Builder().url(url.build()).header("Accept", accept);
        String authorization = credentials.header();
        if (!authorization.isEmpty()) {
            http.header("Authorization", authorization);
        }
        return http.method(request.method(), Bodies.of(request, sent.requestId(), call))
                .build();
    }

    private static String header(Response response, String name) {
        @Nullable String value = response.header(name);
        return value == null ? "" : value;
    }

    private static byte[] read(Response response) throws IOException {
        BufferedSource source = response.body().source();
        source.request(MAX_ERROR_BYTES);
        return source.getBuffer()
                .readByteArray(Math.min(MAX_ERROR_BYTES, source.getBuffer().size()));
    }
}
