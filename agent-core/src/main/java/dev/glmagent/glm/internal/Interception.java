package dev.glmagent.glm.internal;

import dev.glmagent.glm.GlmInterceptor;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import okhttp3.Call;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/** One attempt's way through the user's interceptors to the wire. */
final class Interception {

    /** Carries what the line did through interceptors, which know no checked exceptions. */
    private static final class LineException extends RuntimeException {

        private final transient IOException line;

        private LineException(IOException line) {
            super(line.getMessage(), line);
            this.line = line;
        }
    }

    private final List<GlmInterceptor> interceptors;
    private final OkHttpClient client;
    private final Request request;
    private final InFlight call;
    private @Nullable Response response;

    Interception(List<GlmInterceptor> interceptors, OkHttpClient client, Request request, InFlight call) {
        this.interceptors = interceptors;
        this.client = client;
        this.request = request;
        this.call = call;
    }

    Response run(Sent sent, Content content) throws IOException {
        if (interceptors.isEmpty()) {
            return send(request);
        }
        try {
            proceed(0, seen(sent, content));
        } catch (LineException e) {
            throw e.line;
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        if (response == null) {
            throw new IllegalStateException("An interceptor gave a response of its own, and there is nothing to read."
                    + " Fix: return what next.proceed gives, or throw.");
        }
        return response;
    }

    private GlmInterceptor.Response proceed(int position, GlmInterceptor.Request seen) {
        if (position < interceptors.size()) {
            return interceptors.get(position).intercept(seen, next -> proceed(position + 1, next));
        }
        Request.Builder builder = request.newBuilder();
        seen.headers().forEach(builder::header);
        try {
            close();
            Response came = send(builder.build());
            response = came;
            return new GlmInterceptor.Response(came.code(), came.headers().toMultimap());
        } catch (IOException e) {
            throw new LineException(e);
        }
    }

    private Response send(Request sent) throws IOException {
        Call http = client.newCall(sent);
        call.sending(http);
        return http.execute();
    }

    private void close() {
        Response earlier = response;
        if (earlier != null) {
            earlier.close();
            response = null;
        }
    }

    private GlmInterceptor.Request seen(Sent sent, Content content) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        request.headers().forEach(header -> headers.put(header.getFirst(), header.getSecond()));
        headers.remove("Authorization");
        String body = "";
        if (content instanceof Content.Json && request.body() != null) {
            Buffer buffer = new Buffer();
            request.body().writeTo(buffer);
            body = buffer.readUtf8();
        }
        return new GlmInterceptor.Request(
                request.method(), request.url().uri(), headers, body, sent.requestId(), sent.attempt());
    }
}
