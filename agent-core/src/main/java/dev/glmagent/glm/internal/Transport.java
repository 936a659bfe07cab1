package dev.glmagent.glm.internal;

import dev.glmagent.glm.GlmException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Function;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/** One HTTP exchange with the platform: the key goes out, JSON comes back, everything else is a typed error. */
public final class Transport implements AutoCloseable {

    private static final MediaType JSON = MediaType.get("application/json; charset=utf-8");

    /** A reply is some kilobytes; 10 MB is a fault, not an answer. */
    private static final long MAX_JSON_BYTES = 10L * 1024 * 1024;

    /** Enough for any error body; more is a page of something else. */
    private static final long MAX_ERROR_BYTES = 64L * 1024;

    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
    /** Without streaming GLM sends nothing until the whole reply is written. */
    private static final Duration READ_LIMIT = Duration.ofMinutes(2);

    private static final Duration CALL_LIMIT = Duration.ofMinutes(5);

    private final OkHttpClient client;
    private final ApiKey key;
    private final HttpUrl baseUrl;
    private final Errors errors;

    /**
     * @param key the API key
     * @param baseUrl up to and including the version, with or without a slash at the end
     * @throws IllegalArgumentException when the URL is none
     */
    public Transport(ApiKey key, String baseUrl) {
        HttpUrl url = HttpUrl.parse(baseUrl.strip());
        if (url == null || url.querySize() > 0 || url.fragment() != null) {
            throw new IllegalArgumentException("\"" + baseUrl + "\" is not a base URL."
                    + " Fix: something like https://open.bigmodel.cn/api/paas/v4.");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new IllegalArgumentException(
                    "The base URL holds a user name or password, which would show in messages."
                            + " Fix: take it out; the key is the only credential.");
        }
        this.key = key;
        this.baseUrl = url;
        this.errors = new Errors(key, url);
        this.client = new OkHttpClient.Builder()
                .socketFactory(new NoDelaySockets())
                .connectTimeout(CONNECT_LIMIT)
                .readTimeout(READ_LIMIT)
                .writeTimeout(READ_LIMIT)
                .callTimeout(CALL_LIMIT)
                // A POST that carries a key is not sent on to wherever a redirect points.
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }

    /**
     * The endpoint, for messages.
     *
     * @return the base URL
     */
    public String baseUrl() {
        return baseUrl.toString();
    }

    /**
     * Sends JSON and reads JSON.
     *
     * @param path below the base URL, without a leading slash
     * @param body the request
     * @param reader makes the result from the response's bytes
     * @param <T> the result
     * @return what the reader made
     * @throws GlmException when there is no result
     */
    public <T> T post(String path, byte[] body, Function<byte[], T> reader) {
        Request request = new Request.Builder()
                .url(baseUrl.newBuilder().addPathSegments(path).build())
                .header("Authorization", key.bearer())
                .header("Accept", "application/json")
                .post(RequestBody.create(body, JSON))
                .build();
        try (Response response = client.newCall(request).execute()) {
            if (response.code() != 200) {
                throw errors.ofResponse(response.code(), header(response, "Location"), read(response, MAX_ERROR_BYTES));
            }
            byte[] bytes = read(response, MAX_JSON_BYTES + 1);
            if (bytes.length > MAX_JSON_BYTES) {
                throw new GlmException.Protocol("The reply is larger than " + MAX_JSON_BYTES + " bytes.", 200);
            }
            errors.requireReply(header(response, "Content-Type"), bytes);
            return reader.apply(bytes);
        } catch (MalformedReplyException e) {
            throw errors.ofMalformed(e);
        } catch (IOException e) {
            throw errors.ofFailure(e);
        }
    }

    private static String header(Response response, String name) {
        String value = response.header(name);
        return value == null ? "" : value;
    }

    private static byte[] read(Response response, long most) throws IOException {
        BufferedSource source = response.body().source();
        source.request(most);
        return source.getBuffer()
                .readByteArray(Math.min(most, source.getBuffer().size()));
    }

    /** Closes idle connections. */
    @Override
    public void close() {
        client.connectionPool().evictAll();
    }
}
