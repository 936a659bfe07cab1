package dev.glmagent.glm;

import dev.glmagent.glm.internal.ApiKey;
import dev.glmagent.glm.internal.ClientSettings;
import dev.glmagent.glm.internal.ClientSettings.ProxyLogin;
import dev.glmagent.glm.internal.Limits;
import dev.glmagent.glm.internal.Settings;
import dev.glmagent.glm.internal.Time;
import dev.glmagent.glm.internal.Transport;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes a {@link Glm}.
 *
 * <pre>{@code
 * Glm glm = Glm.builder()
 *         .callLimit(Duration.ofMinutes(15))
 *         .proxy("proxy.acme.example", 3128)
 *         .build();
 * }</pre>
 */
public final class GlmBuilder {

    /** As the clients of other model services do. */
    private static final int ATTEMPTS = 3;

    private final Settings settings;
    private Optional<ApiKey> key = Optional.empty();
    private Optional<String> baseUrl = Optional.empty();
    private Dialect dialect = Dialect.GLM;
    private boolean asToken;
    private Limits limits = Limits.DEFAULT;
    private int attempts = ATTEMPTS;
    private Optional<Proxy> proxy = Optional.empty();
    private Optional<ProxyLogin> proxyLogin = Optional.empty();
    private Optional<KeyStore> trustStore = Optional.empty();
    private final List<GlmInterceptor> interceptors = new ArrayList<>();
    private Time time = Time.SYSTEM;

    GlmBuilder(Settings settings) {
        this.settings = settings;
    }

    /**
     * The key.
     *
     * @param apiKey of the form {@code id.secret} for GLM itself
     * @return this
     */
    public GlmBuilder apiKey(String apiKey) {
        this.key = Optional.of(new ApiKey(apiKey, "the key given in code"));
        return this;
    }

    /**
     * The endpoint: GLM's, or any that speaks the same protocol.
     *
     * @param url up to and including the version, for example {@code https://api.z.ai/api/paas/v4}
     * @return this
     */
    public GlmBuilder baseUrl(String url) {
        this.baseUrl = Optional.of(url);
        return this;
    }

    /**
     * How the endpoint differs from GLM's platform.
     *
     * @param other {@link Dialect#GLM} unless set
     * @return this
     */
    public GlmBuilder dialect(Dialect other) {
        this.dialect = other;
        return this;
    }

    /**
     * Sends no key, for a model server of one's own that wants none.
     *
     * @return this
     */
    public GlmBuilder noKey() {
        this.key = Optional.of(ApiKey.NONE);
        return this;
    }

    /**
     * Sends short-lived tokens (JWT, 30 minutes) made from the key instead of the key itself. Needs a clock that is right.
     *
     * @return this
     */
    public GlmBuilder signedTokens() {
        this.asToken = true;
        return this;
    }

    /**
     * How long reaching the host may take, for each of its addresses.
     *
     * @param limit 5 s unless set
     * @return this
     */
    public GlmBuilder connectLimit(Duration limit) {
        this.limits = new Limits(limit, limits.headers(), limits.idle(), limits.call());
        return this;
    }

    /**
     * How long the response may take to begin. Without streaming GLM sends nothing until the whole reply is written.
     *
     * @param limit 2 min unless set
     * @return this
     */
    public GlmBuilder headersLimit(Duration limit) {
        this.limits = new Limits(limits.connect(), limit, limits.idle(), limits.call());
        return this;
    }

    /**
     * How long the line may be silent while a request or response is under way.
     *
     * @param limit 60 s unless set
     * @return this
     */
    public GlmBuilder idleLimit(Duration limit) {
        this.limits = new Limits(limits.connect(), limits.headers(), limit, limits.call());
        return this;
    }

    /**
     * How long a whole call may take, all attempts and the waits between them included.
     *
     * @param limit 5 min unless set
     * @return this
     */
    public GlmBuilder callLimit(Duration limit) {
        this.limits = new Limits(limits.connect(), limits.headers(), limits.idle(), limit);
        return this;
    }

    /**
     * How often a call is tried when it fails in a way that may pass: an overloaded or failing platform, a broken
     * connection. All calls of a client share a budget of retries, so a storm of failures does not become a storm of calls.
     *
     * @param most 3 unless set; 1 for no repeating
     * @return this
     */
    public GlmBuilder attempts(int most) {
        if (most < 1) {
            throw new IllegalArgumentException(most + " attempts are none. Fix: give 1 for no repeating.");
        }
        this.attempts = most;
        return this;
    }

    /**
     * The HTTP proxy, for every host. Unless set, the system's, as Java's {@code https.proxyHost} and its companions name it;
     * those leave out the hosts of {@code http.nonProxyHosts}, by default the machine itself.
     *
     * @param host its name
     * @param port its port
     * @return this
     */
    public GlmBuilder proxy(String host, int port) {
        this.proxy = Optional.of(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port)));
        return this;
    }

    /**
     * What the proxy is told, as Basic authentication.
     *
     * @param user the name
     * @param password the password
     * @return this
     */
    public GlmBuilder proxyLogin(String user, String password) {
        this.proxyLogin = Optional.of(new ProxyLogin(user, password));
        return this;
    }

    /**
     * Whose certificates are trusted in place of the runtime's, for example of a proxy that inspects TLS.
     *
     * @param store holds the certificates
     * @return this
     */
    public GlmBuilder trustStore(KeyStore store) {
        this.trustStore = Optional.of(store);
        return this;
    }

    /**
     * Adds what stands around each attempt.
     *
     * @param interceptor within those added before
     * @return this
     */
    public GlmBuilder interceptor(GlmInterceptor interceptor) {
        this.interceptors.add(interceptor);
        return this;
    }

    /** Another time than the machine's, for tests. */
    GlmBuilder time(Time other) {
        this.time = other;
        return this;
    }

    /**
     * Makes the client. It opens no connection yet.
     *
     * @return the client
     * @throws GlmException.MissingKey when no key was given and none is found
     * @throws IllegalArgumentException when a setting makes no sense, saying how to fix it
     */
    public Glm build() {
        String url = baseUrl.or(settings::baseUrl).orElse(Glm.DEFAULT_BASE_URL);
        return new Glm(
                new Transport(new ClientSettings(
                        key.orElseGet(settings::apiKey),
                        url,
                        asToken,
                        limits,
                        attempts,
                        proxy,
                        proxyLogin,
                        trustStore,
                        interceptors,
                        time)),
                dialect);
    }
}
