package dev.glmagent.glm.internal;

import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.ChatContext;
import dev.glmagent.chat.ChatEvent;
import dev.glmagent.glm.GlmException;
import dev.glmagent.glm.internal.Failure.Remedy;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the platform: sends an {@link ApiRequest}, lets a {@link ResponseReader} make the result, and repeats what may
 * work another time. Runs on the caller's thread. One per client; thread-safe.
 */
public final class Transport implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Transport.class);

    /** Agents run by the hundred; a small pool would close most of their connections after each call. */
    private static final int IDLE_CONNECTIONS = 256;
    /** Shorter than the minute after which servers commonly close, so that few requests meet a connection just closed. */
    private static final long IDLE_SECONDS = 50;

    private final OkHttpClient client;
    private final HttpUrl baseUrl;
    private final ClientSettings settings;
    private final Errors errors;
    private final Attempt attempt;
    private final Retries retries;
    private final Permits permits = new Permits();
    private final Set<InFlight> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param settings all that the client is made with
     * @throws IllegalArgumentException when the base URL is none
     */
    public Transport(ClientSettings settings) {
        this.settings = settings;
        this.baseUrl = baseUrl(settings.baseUrl());
        Credentials credentials = new Credentials(settings.key(), settings.asToken(), settings.time());
        this.errors = new Errors(credentials, baseUrl, settings.proxy(), settings.time());
        this.client = client(settings);
        this.retries = new Retries(settings.attempts(), credentials);
        this.attempt = new Attempt(client, baseUrl, credentials, errors, settings.interceptors());
    }

    private static HttpUrl baseUrl(String text) {
        HttpUrl url = HttpUrl.parse(text.strip());
        if (url == null || url.querySize() > 0 || url.fragment() != null) {
            throw new IllegalArgumentException("\"" + text + "\" is not a base URL."
                    + " Fix: something like https://open.bigmodel.cn/api/paas/v4.");
        }
        if (!url.username().isEmpty() || !url.password().isEmpty()) {
            throw new IllegalArgumentException(
                    "The base URL holds a user name or password, which would show in messages."
                            + " Fix: take it out; the key is the only credential.");
        }
        return url;
    }

    private static OkHttpClient client(ClientSettings settings) {
        NamingTrust trust = NamingTrust.of(settings.trustStore().orElse(null));
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .socketFactory(new NoDelaySockets())
                .sslSocketFactory(trust.sockets(), trust)
                .connectionPool(new ConnectionPool(IDLE_CONNECTIONS, IDLE_SECONDS, TimeUnit.SECONDS))
                .connectTimeout(settings.limits().connect())
                // The watchdog keeps all other limits: it also sees interrupts, and its time can be a test's.
                .readTimeout(Duration.ZERO)
                .writeTimeout(Duration.ZERO)
                .callTimeout(Duration.ZERO)
                // All repeating is ours, because it is counted and limited.
                .retryOnConnectionFailure(false)
                // A POST that carries a key is not sent on to wherever a redirect points.
                .followRedirects(false)
                .followSslRedirects(false);
        settings.proxy().ifPresent(builder::proxy);
        ProxyLogins logins = new ProxyLogins(settings.proxyLogin());
        return builder.proxyAuthenticator(logins).addNetworkInterceptor(logins).build();
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
     * The clock of this client.
     *
     * @return nanoseconds since some moment
     */
    public long nanos() {
        return settings.time().nanos();
    }

    /**
     * How long a call may take that says nothing else.
     *
     * @return the client's limit
     */
    public Duration callLimit() {
        return settings.limits().call();
    }

    /**
     * Calls the platform, without being seen or cancelled from outside.
     *
     * @param request what is asked
     * @param reader makes the result
     * @param <T> the result
     * @return what the reader made
     * @throws GlmException when there is no result
     */
    public <T> T call(ApiRequest request, ResponseReader<T> reader) {
        return call(request, reader, ChatContext.blocking());
    }

    /**
     * Calls the platform.
     *
     * @param request what is asked
     * @param reader makes the result
     * @param context sees the repeating, and may end the call
     * @param <T> the result
     * @return what the reader made
     * @throws GlmException when there is no result
     */
    public <T> T call(ApiRequest request, ResponseReader<T> reader, ChatContext context) {
        Duration limit = context.limit()
                .orElse(request.callLimit().orElse(settings.limits().call()));
        InFlight call = begin(limit, context.cancellation());
        try {
            return repeat(request, reader, context, call);
        } finally {
            end(call);
        }
    }

    /** Something that takes time begins; whoever begins it must {@link #end} it. */
    InFlight begin(Duration limit, Cancellation cancellation) {
        InFlight call = new InFlight(settings.time(), settings.limits(), limit, cancellation);
        calls.add(call);
        Watchdog.watch(call);
        if (closed) {
            end(call);
            throw new IllegalStateException("This Glm client is closed. Fix: close it when nothing uses it any more.");
        }
        return call;
    }

    void end(InFlight call) {
        Watchdog.release(call);
        calls.remove(call);
        call.close();
    }

    private <T> T repeat(ApiRequest request, ResponseReader<T> reader, ChatContext context, InFlight call) {
        Retries.Course course = retries.new Course(request.idempotent(), call);
        for (int number = 1; ; number++) {
            try {
                return once(request, reader, call, new Sent(requestId(request, number), number));
            } catch (Failure.Thrown thrown) {
                Failure failure = thrown.failure();
                Optional<Duration> delay = course.after(number, failure);
                if (delay.isEmpty()) {
                    throw failure.error();
                }
                announce(context, number, delay.get(), failure.error());
                call.pause(delay.get());
            }
        }
    }

    private <T> T once(ApiRequest request, ResponseReader<T> reader, InFlight call, Sent sent) {
        call.check();
        if (call.ended() || !permits.acquire(call)) {
            throw new Failure.Thrown(
                    Failure.last(errors.ofEnding(sent, call, new InterruptedIOException("ended before it was sent"))));
        }
        if (closed) {
            // The permit may be that of a call which close() has just ended; this one is not to be sent in its place.
            call.end(InFlight.Ending.CLOSED);
        }
        try {
            T result = attempt.run(request, reader, call, sent);
            retries.answered();
            permits.answered();
            return result;
        } catch (Failure.Thrown thrown) {
            if (thrown.failure().remedy() == Remedy.FEWER_AT_ONCE) {
                permits.tooMany();
            }
            throw thrown;
        } finally {
            permits.release();
        }
    }

    private static void announce(ChatContext context, int number, Duration delay, GlmException error) {
        String reason = String.valueOf(error.getMessage());
        log.debug("attempt {} failed, next in {} ms: {}", number, delay.toMillis(), reason);
        context.events().accept(new ChatEvent.RetryScheduled(number, delay, reason));
    }

    /** Fresh for each attempt: GLM answers one that it has seen with code 1231. */
    private static String requestId(ApiRequest request, int number) {
        return request.requestId()
                .map(own -> own.isEmpty() ? UUID.randomUUID().toString() : number == 1 ? own : own + "-" + number)
                .orElse("");
    }

    /** Ends the calls in flight and closes the connections. */
    @Override
    public void close() {
        closed = true;
        calls.forEach(call -> call.end(InFlight.Ending.CLOSED));
        client.connectionPool().evictAll();
    }
}
