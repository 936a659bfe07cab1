package dev.glmagent.tools.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses may be dialled. Judges the bytes, since the predicates of {@link InetAddress} know neither
 * carrier-grade NAT nor unique local addresses.
 *
 * @param allowPrivate whether the organisation's own networks may be dialled as well
 */
record AddressRules(boolean allowPrivate) {

    /** What is not globally reachable in IANA's registry of IPv4 special-purpose addresses, multicast and reserved space. */
    private static final List<Block> SPECIAL_V4 = blocks(
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3",
            // Azure's metadata and DNS, a public address by its looks.
            "168.63.129.16/32");

    /** The space that IANA gives out as global unicast; nothing else of IPv6 is public. */
    private static final Block GLOBAL_V6 = Block.parse("2000::/3");

    /**
     * What is not globally reachable in it by IANA's registry of IPv6 special-purpose addresses. 2001::/23 holds Teredo
     * and ORCHID, 2002::/16 is 6to4: both can carry any IPv4 address. So can NAT64 and IPv4-compatible addresses, which lie
     * outside 2000::/3.
     */
    private static final List<Block> SPECIAL_V6 = blocks("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private static final List<Block> PRIVATE =
            blocks("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "127.0.0.0/8", "fc00::/7", "::1/128");

    /** Metadata services of clouds that lie in private space: never dialled. Others lie in blocks that are never private. */
    private static final List<Block> METADATA = blocks("fd00:ec2::254/128", "fd20:ce::254/128");

    boolean allows(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (contains(METADATA, bytes)) {
            return false;
        }
        if (allowPrivate && contains(PRIVATE, bytes)) {
            return true;
        }
        if (address instanceof Inet4Address) {
            return !contains(SPECIAL_V4, bytes);
        }
        return GLOBAL_V6.contains(bytes) && !contains(SPECIAL_V6, bytes) && !isIsatap(bytes);
    }

    /** An interface id of 0:5efe or 200:5efe and an IPv4 address (RFC 5214), under any prefix. */
    private static boolean isIsatap(byte[] bytes) {
        return (bytes[8] == 0 || bytes[8] == 2) && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
    }

    private static boolean contains(List<Block> blocks, byte[] address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }

    private static List<Block> blocks(String... texts) {
        return Arrays.stream(texts).map(Block::parse).toList();
    }

    /** A CIDR block. */
    private static final class Block {

        private final byte[] prefix;
        private final int length;

        private Block(byte[] prefix, int length) {
            this.prefix = prefix;
            this.length = length;
        }

        static Block parse(String text) {
            String[] parts = text.split("/");
            return new Block(IpLiteral.bytes(parts[0]), Integer.parseInt(parts[1]));
        }

        boolean contains(byte[] address) {
            if (address.length != prefix.length) {
                return false;
            }
            for (int bit = 0; bit < length; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((address[bit / 8] & mask) != (prefix[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
