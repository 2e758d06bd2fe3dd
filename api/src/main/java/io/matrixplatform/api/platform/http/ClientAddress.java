package io.matrixplatform.api.platform.http;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.network.IpAddresses;
import io.matrixplatform.model.network.TrustedProxies;
import jakarta.servlet.ServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
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

    /** What limits count by. */
    public String limitKey() {
        return client().limitKey();
    }

    /** The address alone. */
    @Override
    public String toString() {
        return IpAddresses.canonical(address);
    }
}
