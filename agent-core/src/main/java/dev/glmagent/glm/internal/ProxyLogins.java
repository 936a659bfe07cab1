package dev.glmagent.glm.internal;

import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** Answers a proxy that asks who we are, once. */
final class ProxyLogins implements Authenticator {

    private static final String HEADER = "Proxy-Authorization";

    private final String value;

    ProxyLogins(String user, String password) {
        this.value = Credentials.basic(user, password);
    }

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) {
        if (response.request().header(HEADER) != null) {
            return null;
        }
        return response.request().newBuilder().header(HEADER, value).build();
    }
}
