package dev.glmagent.tools.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Settings of a {@link FetchTool}: first of all, which hosts it may read. */
public final class FetchToolBuilder {

    private final Set<String> hosts = new LinkedHashSet<>();
    private final Set<Integer> ports = new LinkedHashSet<>(Set.of(80, 443));
    private boolean anyHost;
    private boolean plainHttp;
    private boolean privateAddresses;
    private Duration timeout = Duration.ofSeconds(20);
    private int maxBytes = 2_000_000;
    private CheckedDialing.Resolver resolver = host -> List.of(InetAddress.getAllByName(host));
    private UnaryOperator<InetSocketAddress> route = UnaryOperator.identity();

    FetchToolBuilder() {}

    /**
     * Allows a host.
     *
     * @param host its name, or {@code *.example.com} for all below {@code example.com}
     * @return this
     */
    public FetchToolBuilder allowHost(String host) {
        hosts.add(HostRules.checked(host));
        return this;
    }

    /**
     * Allows every host with a public address. A model that has read something secret can then be talked into sending it
     * to anybody, in an address.
     *
     * @return this
     */
    public FetchToolBuilder allowAnyPublicHost() {
        anyHost = true;
        return this;
    }

    /**
     * Allows the private networks of RFC 1918 and RFC 4193 and this machine too, for hosts inside the organisation. Link-local
     * addresses and the metadata services of clouds stay out of reach. Needs a list of hosts.
     *
     * @return this
     */
    public FetchToolBuilder allowPrivateAddresses() {
        privateAddresses = true;
        return this;
    }

    /**
     * Allows addresses without TLS.
     *
     * @return this
     */
    public FetchToolBuilder allowPlainHttp() {
        plainHttp = true;
        return this;
    }

    /**
     * Allows a port besides 80 and 443.
     *
     * @param port 1 to 65535
     * @return this
     */
    public FetchToolBuilder allowPort(int port) {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("port is " + port + "; expected 1 to 65535");
        }
        ports.add(port);
        return this;
    }

    /**
     * How long a fetch may take with all its redirects.
     *
     * @param limit more than nothing, at most 25 s as the call itself ends after 30; 20 s by default
     * @return this
     */
    public FetchToolBuilder timeout(Duration limit) {
        if (limit.isNegative() || limit.isZero() || limit.compareTo(Duration.ofSeconds(25)) > 0) {
            throw new IllegalArgumentException("timeout is " + limit + "; expected more than 0 and at most PT25S");
        }
        timeout = limit;
        return this;
    }

    /**
     * How much of a page is read, decompressed.
     *
     * @param bytes 1 to 50,000,000; 2,000,000 by default
     * @return this
     */
    public FetchToolBuilder maxBytes(int bytes) {
        if (bytes < 1 || bytes > 50_000_000) {
            throw new IllegalArgumentException("maxBytes is " + bytes + "; expected 1 to 50,000,000");
        }
        maxBytes = bytes;
        return this;
    }

    /** For tests: no look-up leaves the machine. */
    FetchToolBuilder network(CheckedDialing.Resolver names, UnaryOperator<InetSocketAddress> routes) {
        resolver = names;
        route = routes;
        return this;
    }

    /**
     * The tool.
     *
     * @return a tool that reads what was allowed
     * @throws IllegalStateException when no host was allowed, or private addresses without a list of hosts
     */
    public FetchTool build() {
        if (hosts.isEmpty() && !anyHost) {
            throw new IllegalStateException(
                    "no host may be fetched: say allowHost(\"example.com\"), or allowAnyPublicHost()");
        }
        if (privateAddresses && anyHost) {
            throw new IllegalStateException("allowPrivateAddresses() needs a list of hosts: say allowHost(..) for each,"
                    + " and leave allowAnyPublicHost() out");
        }
        CheckedDialing dialing = new CheckedDialing(new AddressRules(privateAddresses), resolver, route);
        Target.Rules rules = new Target.Rules(new HostRules(anyHost, hosts), plainHttp, Set.copyOf(ports));
        return new FetchTool(new Fetcher(dialing, rules, timeout, maxBytes));
    }
}
