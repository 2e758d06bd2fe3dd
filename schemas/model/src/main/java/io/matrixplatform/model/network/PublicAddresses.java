package io.matrixplatform.model.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * Which addresses belong to the public Internet. Whoever is told by somebody else where to connect goes there only: a private
 * address is a door into our own network.
 *
 * <p>Java's own questions ({@code isSiteLocalAddress} and the like) do not know carrier-grade NAT, unique local IPv6,
 * benchmarking networks, or IPv4 that is embedded in IPv6.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA's registries of special addresses</a>
 */
public final class PublicAddresses {
    private static final List<Cidr> SPECIAL_V4 = ranges(
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
            "224.0.0.0/3");
    private static final Cidr GLOBAL_V6 = Cidr.parse("2000::/3");
    /** Teredo and other protocols, documentation, 6to4 (which embeds IPv4). */
    private static final List<Cidr> SPECIAL_V6 = ranges("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    private PublicAddresses() {}

    public static boolean contain(InetAddress address) {
        return address instanceof Inet4Address
                ? isInNone(SPECIAL_V4, address)
                : GLOBAL_V6.contains(address) && isInNone(SPECIAL_V6, address);
    }

    private static boolean isInNone(List<Cidr> ranges, InetAddress address) {
        return ranges.stream().noneMatch(range -> range.contains(address));
    }

    private static List<Cidr> ranges(String... texts) {
        return List.of(texts).stream().map(Cidr::parse).toList();
    }
}
