package io.matrixplatform.api.platform.http;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.network.IpAddresses;
import io.matrixplatform.model.network.TrustedProxies;
import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from, as far as it can be trusted. Found once per request by {@link ClientAddresses}.
 *
 * @param verified false when a trusted proxy passed on something that is no address: the last good one is here then, and an
 *     allow list must not admit it
 * @param encrypted whether the client speaks https
 */
public record ClientAddress(InetAddress address, boolean verified, boolean encrypted) {
    private static final String ATTRIBUTE = "matrix.client-address";
    private static final int SITE_BYTES = 8;

    public ClientAddress {
        requireNonNull(address, "address");
    }

    /** @throws IllegalStateException before {@link ClientAddresses} ran */
    public static ClientAddress of(ContainerRequestContext request) {
        return found(request.getProperty(ATTRIBUTE));
    }

    /** @throws IllegalStateException before {@link ClientAddresses} ran */
    public static ClientAddress of(ServletRequest request) {
        return found(request.getAttribute(ATTRIBUTE));
    }

    private static ClientAddress found(@Nullable Object attribute) {
        if (attribute instanceof ClientAddress address) {
            return address;
        }
        throw new IllegalStateException("the client's address is not known yet");
    }

    void attachTo(ServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** As address rules ask for it. */
    public TrustedProxies.Client client() {
        return new TrustedProxies.Client(address, verified);
    }

    /** What limits count by: an IPv4 address, or the /64 of an IPv6 one, of which a client has as many as it likes. */
    public String limitKey() {
        byte[] bytes = address.getAddress();
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        Arrays.fill(bytes, SITE_BYTES, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/64";
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("16 bytes are an address", impossible);
        }
    }

    /** The address alone. */
    @Override
    public String toString() {
        return IpAddresses.canonical(address);
    }
}
