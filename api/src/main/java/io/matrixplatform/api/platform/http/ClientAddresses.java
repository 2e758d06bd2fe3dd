package io.matrixplatform.api.platform.http;

import io.matrixplatform.model.network.Cidr;
import io.matrixplatform.model.network.IpAddresses;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Finds the client's address: that of the peer, unless the peer is a trusted proxy; then the first address of {@code
 * X-Forwarded-For} from the right that is no trusted proxy. What stands further left the client wrote itself. No other
 * header is read for it.
 */
public final class ClientAddresses implements Filter {
    private final List<Cidr> trusted;

    /** @param trusted the proxies whose headers are believed */
    public ClientAddresses(List<Cidr> trusted) {
        this.trusted = List.copyOf(trusted);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        InetAddress peer = IpAddresses.parse(http.getRemoteAddr())
                .orElseThrow(() -> new IllegalStateException("the peer has no IP address"));
        boolean encrypted =
                http.isSecure() || (isTrusted(peer) && "https".equalsIgnoreCase(http.getHeader("X-Forwarded-Proto")));
        find(peer, Collections.list(http.getHeaders("X-Forwarded-For")), encrypted)
                .attachTo(request);
        chain.doFilter(request, response);
    }

    ClientAddress find(InetAddress peer, List<String> forwarded, boolean encrypted) {
        InetAddress client = peer;
        for (String hop : fromTheRight(forwarded)) {
            if (!isTrusted(client)) {
                return new ClientAddress(client, true, encrypted);
            }
            Optional<InetAddress> before = IpAddresses.parse(hop);
            if (before.isEmpty()) {
                return new ClientAddress(client, false, encrypted);
            }
            client = before.get();
        }
        return new ClientAddress(client, true, encrypted);
    }

    private static List<String> fromTheRight(List<String> lines) {
        if (lines.isEmpty()) {
            return List.of();
        }
        List<String> hops =
                new ArrayList<>(Arrays.asList(String.join(",", lines).split(",", -1)));
        hops.replaceAll(String::strip);
        Collections.reverse(hops);
        return hops;
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(range -> range.contains(address));
    }
}
