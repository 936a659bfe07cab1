package dev.glmagent.glm.internal;

import dev.glmagent.glm.GlmInterceptor;
import java.net.Proxy;
import java.security.KeyStore;
import java.util.List;
import java.util.Optional;

/**
 * All that a client is made with.
 *
 * @param key the API key
 * @param baseUrl up to and including the version, with or without a slash at the end
 * @param asToken whether a token made from the key is sent in place of the key
 * @param limits how long the parts of a call may take
 * @param attempts how often a call is tried at most, 1 for no repeating
 * @param proxy the proxy; absent for the one the system names
 * @param proxyLogin what the proxy asks for
 * @param trustStore whose certificates are trusted in place of the runtime's
 * @param interceptors stand around each attempt, the first outermost
 * @param time where time comes from
 */
public record ClientSettings(
        ApiKey key,
        String baseUrl,
        boolean asToken,
        Limits limits,
        int attempts,
        Optional<Proxy> proxy,
        Optional<ProxyLogin> proxyLogin,
        Optional<KeyStore> trustStore,
        List<GlmInterceptor> interceptors,
        Time time) {

    /** Copies the list. */
    public ClientSettings {
        interceptors = List.copyOf(interceptors);
    }

    /**
     * What a proxy asks for.
     *
     * @param user the name
     * @param password shows nowhere
     */
    public record ProxyLogin(String user, String password) {

        @Override
        public String toString() {
            return "ProxyLogin[" + user + ", ***]";
        }
    }
}
