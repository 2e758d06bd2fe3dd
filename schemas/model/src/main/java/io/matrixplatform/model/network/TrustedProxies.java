package io.matrixplatform.model.network;

import static java.util.Objects.requireNonNull;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The proxies whose {@code X-Forwarded-For} is believed, and what follows from it about a client.
 *
 * @param ranges their addresses; empty for none
 */
public record TrustedProxies(List<Cidr> ranges) {
    private static final int SITE_BITS = 64;

    /**
     * Where a request came from.
     *
     * @param verified false when a trusted proxy passed on something that is no address: the last good one is here then,
     *     and an allow list must not admit it
     */
    public record Client(InetAddress address, boolean verified) {
        public Client {
            requireNonNull(address, "address");
        }

        /** What limits count by: an IPv4 address, or the /64 of an IPv6 one, of which a client has as many as it likes. */
        public String limitKey() {
            return address instanceof Inet4Address
                    ? address.getHostAddress()
                    : Cidr.around(address, SITE_BITS).toString();
        }
    }

    public TrustedProxies {
        ranges = List.copyOf(ranges);
    }

    /**
     * @param text ranges separated by commas
     * @throws IllegalArgumentException naming the one that is no range
     */
    public static TrustedProxies parse(String text) {
        return new TrustedProxies(Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(range -> !range.isEmpty())
                .map(Cidr::parse)
                .toList());
    }

    public boolean contains(InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    /**
     * The peer, unless it is a trusted proxy; then the first address of {@code X-Forwarded-For} from the right that is no
     * trusted proxy. What stands further left the client wrote itself.
     *
     * @param forwarded all lines of that header, in order
     */
    public Client clientBehind(InetAddress peer, List<String> forwarded) {
        if (forwarded.isEmpty() || !contains(peer)) {
            return new Client(peer, true);
        }
        String[] hops = String.join(",", forwarded).split(",", -1);
        InetAddress client = peer;
        for (int i = hops.length - 1; i >= 0 && contains(client); i--) {
            Optional<InetAddress> before = IpAddresses.parse(hops[i].strip());
            if (before.isEmpty()) {
                return new Client(client, false);
            }
            client = before.get();
        }
        return new Client(client, true);
    }
}
