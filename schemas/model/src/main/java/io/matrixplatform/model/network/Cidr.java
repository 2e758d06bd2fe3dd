package io.matrixplatform.model.network;

import static java.util.Objects.requireNonNull;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/**
 * A range of IP addresses, for example {@code 10.0.0.0/8} or {@code 2001:db8::/32}. A single address is a range of one. No
 * IPv4 range contains an IPv6 address, nor the other way round: {@code 0.0.0.0/0} is not everything.
 *
 * @param network its first address
 * @param prefix how many leading bits all of its addresses share
 */
public record Cidr(InetAddress network, int prefix) {
    private static final int ALL_BITS = 0xff;
    private static final Pattern PREFIX = Pattern.compile("0|[1-9][0-9]{0,2}");

    public Cidr {
        requireNonNull(network, "network");
        int bits = network.getAddress().length * Byte.SIZE;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("a prefix is from 0 to " + bits + " bits, not " + prefix);
        }
        BigInteger number = new BigInteger(1, network.getAddress());
        if (number.signum() != 0 && number.getLowestSetBit() < bits - prefix) {
            throw new IllegalArgumentException(
                    network.getHostAddress() + "/" + prefix + " has bits after its prefix: it is no range");
        }
    }

    /** @throws IllegalArgumentException if {@code text} is not a range, with the reason */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        InetAddress network = IpAddresses.parse(address)
                .orElseThrow(() -> new IllegalArgumentException("not an IP range such as 192.0.2.0/24: " + text));
        boolean isV4 = network instanceof Inet4Address;
        if (isV4 && address.indexOf(':') >= 0) {
            throw new IllegalArgumentException("write an IPv4 range as such: " + text);
        }
        if (slash < 0) {
            return new Cidr(network, network.getAddress().length * Byte.SIZE);
        }
        String prefix = text.substring(slash + 1);
        if (!PREFIX.matcher(prefix).matches()) {
            throw new IllegalArgumentException("not an IP range such as 192.0.2.0/24: " + text);
        }
        return new Cidr(network, Integer.parseInt(prefix));
    }

    /** The range of so many leading bits that {@code address} lies in. */
    static Cidr around(InetAddress address, int prefix) {
        byte[] bytes = address.getAddress();
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.max(0, Math.min(Byte.SIZE, prefix - i * Byte.SIZE));
            bytes[i] &= (byte) (ALL_BITS << Byte.SIZE >> kept);
        }
        try {
            return new Cidr(InetAddress.getByAddress(bytes), prefix);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("an address keeps its length", impossible);
        }
    }

    public boolean contains(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        return ours.length == theirs.length && sharesPrefix(ours, theirs);
    }

    /** Whether every address of {@code other} is one of these. */
    public boolean contains(Cidr other) {
        return prefix <= other.prefix && contains(other.network);
    }

    private boolean sharesPrefix(byte[] ours, byte[] theirs) {
        int whole = prefix / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (ours[i] != theirs[i]) {
                return false;
            }
        }
        int shift = Byte.SIZE - prefix % Byte.SIZE;
        return shift == Byte.SIZE || ((ours[whole] & 0xff) >> shift) == ((theirs[whole] & 0xff) >> shift);
    }

    /** The canonical form, in which two equal ranges are written alike. */
    @Override
    public String toString() {
        return IpAddresses.canonical(network) + "/" + prefix;
    }
}
