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
}
