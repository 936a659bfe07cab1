package dev.glmagent.tools.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Tells addresses from names, without a look-up. */
final class IpLiteral {

    private static final Pattern DOTTED = Pattern.compile("((0|[1-9]\\d{0,2})\\.){3}(0|[1-9]\\d{0,2})");

    /** A host ending in a number is an IPv4 address to some resolver, whatever it looks like (127.1, 0x7f000001, 017). */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

    private IpLiteral() {}

    static boolean isAddress(String host) {
        return DOTTED.matcher(host).matches() || host.indexOf(':') >= 0;
    }

    /** Whether resolvers disagree about what it is. */
    static boolean isDoubtful(String host) {
        return !isAddress(host) && ENDS_IN_NUMBER.matcher(host).matches();
    }

    static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no address: " + literal, e);
        }
    }
}
