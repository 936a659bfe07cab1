package dev.glmagent.tools.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.net.SocketFactory;
import okhttp3.Dns;

/**
 * Where the network begins. Names are looked up once, and the very address objects that were judged are dialled; each
 * socket judges again what it is told to connect to, since an address in the URL is not looked up at all. A name that leads
 * to one address that may not be dialled is refused whole.
 */
final class CheckedDialing extends SocketFactory implements Dns {

    /** What a name leads to. */
    interface Resolver {
        List<InetAddress> resolve(String host) throws UnknownHostException;
    }

    /** A refused address. */
    static final class DeniedException extends IOException {
        DeniedException() {
            super("the address may not be dialled");
        }
    }

    private final AddressRules rules;
    private final Resolver resolver;
    private final UnaryOperator<InetSocketAddress> route;

    /**
     * @param rules what may be dialled
     * @param resolver the system's
     * @param route the identity; a test leads public addresses to a server of its own
     */
    CheckedDialing(AddressRules rules, Resolver resolver, UnaryOperator<InetSocketAddress> route) {
        this.rules = rules;
        this.resolver = resolver;
        this.route = route;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> addresses = resolver.resolve(host);
        if (!addresses.stream().allMatch(rules::allows)) {
            throw new UnknownHostException(host);
        }
        return addresses;
    }

    @Override
    public Socket createSocket() {
        return new CheckedSocket();
    }

    private final class CheckedSocket extends Socket {

        CheckedSocket() {
            // Not through a SOCKS proxy of the system's settings: that would dial for us, unchecked.
            super(Proxy.NO_PROXY);
        }

        @Override
        public void connect(SocketAddress endpoint) throws IOException {
            connect(endpoint, 0);
        }

        @Override
        public void connect(SocketAddress endpoint, int timeout) throws IOException {
            if (!(endpoint instanceof InetSocketAddress address)
                    || address.getAddress() == null
                    || !rules.allows(address.getAddress())) {
                throw new DeniedException();
            }
            super.connect(route.apply(address), timeout);
        }
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort) {
        throw onlyUnconnected();
    }

    private static UnsupportedOperationException onlyUnconnected() {
        return new UnsupportedOperationException("sockets are made unconnected here");
    }
}
