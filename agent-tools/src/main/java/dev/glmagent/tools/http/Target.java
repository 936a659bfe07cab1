package dev.glmagent.tools.http;

import dev.glmagent.tool.ToolException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import okhttp3.HttpUrl;

/**
 * An address that may be asked for, as far as its text tells. Read once, by {@link URI}, which is the strictest reader at
 * hand; what is dialled is put together from its parts.
 *
 * @param uri as read
 * @param host in lower case, without brackets and trailing dot
 * @param url what is dialled
 */
record Target(URI uri, String host, HttpUrl url) {

    private static final int MAX_LENGTH = 2000;

    /** What may be asked for. */
    record Rules(HostRules hosts, boolean plainHttp, Set<Integer> ports) {}

    static Target of(String text, Rules rules) {
        if (text.length() > MAX_LENGTH) {
            throw new ToolException("the address has " + text.length() + " characters; at most " + MAX_LENGTH);
        }
        try {
            return of(new URI(text), rules);
        } catch (URISyntaxException e) {
            throw new ToolException("that is not a well-formed address; give one such as https://example.com/page", e);
        }
    }

    static Target of(URI uri, Rules rules) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !(rules.plainHttp() && scheme.equals("http"))) {
            throw new ToolException(
                    rules.plainHttp()
                            ? "only http and https addresses can be fetched"
                            : "only https addresses can be fetched");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new ToolException("the address must have a host in ASCII and no user name");
        }
        int port = uri.getPort() < 0 ? HttpUrl.defaultPort(scheme) : uri.getPort();
        if (!rules.ports().contains(port)) {
            throw new ToolException("port " + port + " may not be used; leave the port out");
        }
        String host = normal(uri.getHost());
        if (IpLiteral.isDoubtful(host)
                || host.indexOf('%') >= 0
                || !rules.hosts().allows(host)) {
            throw denied(host);
        }
        return new Target(uri, host, url(uri, scheme, host, port));
    }

    /** One text for every refusal, so that it does not tell which hosts exist. */
    static ToolException denied(String host) {
        return new ToolException("\"" + host + "\" may not be fetched, or cannot be found");
    }

    private static String normal(String host) {
        String text = host.toLowerCase(Locale.ROOT);
        if (text.startsWith("[")) {
            return text.substring(1, text.length() - 1);
        }
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }

    private static HttpUrl url(URI uri, String scheme, String host, int port) {
        String path = uri.getRawPath();
        HttpUrl url;
        try {
            url = new HttpUrl.Builder()
                    .scheme(scheme)
                    .host(host)
                    .port(port)
                    .encodedPath(path.isEmpty() ? "/" : path)
                    .encodedQuery(uri.getRawQuery())
                    .build();
        } catch (IllegalArgumentException e) {
            throw denied(host);
        }
        // Another spelling of the host is another host to somebody.
        if (!IpLiteral.isAddress(host) && !url.host().equals(host)) {
            throw denied(host);
        }
        return url;
    }
}
