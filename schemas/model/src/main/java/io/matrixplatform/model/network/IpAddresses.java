package io.matrixplatform.model.network;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses as they are written in headers and lists: numbers only, no names, ports or zones. */
public final class IpAddresses {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
    private static final Pattern V6_ALPHABET = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");
    private static final int LONGEST = 45;
    private static final int V4_BYTES = 4;

    private IpAddresses() {}

    /** Empty when {@code text} is not an address. */
    public static Optional<InetAddress> parse(String text) {
        if (text.length() > LONGEST
                || !(V4.matcher(text).matches() || V6_ALPHABET.matcher(text).matches())) {
            return Optional.empty();
        }
        try {
            // What consists of these characters is never looked up as a name.
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    /**
     * The one way to write an address: IPv6 in lower case, without leading zeros, its longest run of zero groups (two at
     * least, the first of equals) as {@code ::}.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5952">RFC 5952</a>
     */
    public static String canonical(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length == V4_BYTES) {
            return address.getHostAddress();
        }
        int[] groups = new int[bytes.length / 2];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = ((bytes[2 * i] & 0xff) << Byte.SIZE) | (bytes[2 * i + 1] & 0xff);
        }
        int runStart = groups.length;
        int runLength = 1;
        for (int start = 0; start < groups.length; start++) {
            int length = zerosFrom(groups, start);
            if (length > runLength) {
                runStart = start;
                runLength = length;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (i == runStart) {
                text.append("::");
                i += runLength - 1;
            } else {
                text.append(text.isEmpty() || i == runStart + runLength ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static int zerosFrom(int[] groups, int start) {
        int end = start;
        while (end < groups.length && groups[end] == 0) {
            end++;
        }
        return end - start;
    }
}
