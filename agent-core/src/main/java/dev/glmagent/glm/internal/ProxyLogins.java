package dev.glmagent.glm.internal;

import dev.glmagent.glm.internal.ClientSettings.ProxyLogin;
import java.io.IOException;
import java.net.Proxy;
import java.util.Objects;
import java.util.Optional;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * Tells a proxy who we are, with the first request: the body of a request is sent once, so a proxy that asks only after it
 * gets no second one.
 */
final class ProxyLogins implements Authenticator, Interceptor {

    /** The proxy does not let us through. */
    static final class RefusedException extends IOException {

        RefusedException(boolean saidWho) {
            super(
                    saidWho
                            ? "it refuses the user name or password"
                            : "it wants a user name and password, and there are none");
        }
    }

    private static final String HEADER = "Proxy-Authorization";

    /** How OkHttp asks before the proxy does, when it opens a tunnel. */
    private static final String PREEMPTIVE = "OkHttp-Preemptive";

    private final Optional<String> value;

    ProxyLogins(Optional<ProxyLogin> login) {
        this.value = login.map(who -> Credentials.basic(who.user(), who.password()));
    }

    /** A tunnel, whose opening no interceptor sees; and what a proxy answers that is not content. */
    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) throws IOException {
        boolean before = response.challenges().stream()
                .anyMatch(challenge -> challenge.scheme().equalsIgnoreCase(PREEMPTIVE));
        if (before) {
            return value.map(login -> with(response.request(), login)).orElse(null);
        }
        throw new RefusedException(value.isPresent());
    }

    /** A request in plain HTTP, which the proxy reads itself. In a tunnel the header would go to the other end. */
    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        boolean readByProxy = !request.isHttps()
                && Objects.requireNonNull(chain.connection()).route().proxy().type() == Proxy.Type.HTTP;
        return chain.proceed(value.filter(login -> readByProxy)
                .map(login -> with(request, login))
                .orElse(request));
    }

    private static Request with(Request request, String login) {
        return request.newBuilder().header(HEADER, login).build();
    }
}
