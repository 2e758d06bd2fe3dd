package io.matrixplatform.api.platform.http;

import io.matrixplatform.model.network.Cidr;
import io.matrixplatform.model.network.IpAddresses;
import io.matrixplatform.model.network.TrustedProxies;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;

/**
 * Finds the client's address: that of the peer, unless the peer is a trusted proxy; then the first address of {@code
 * X-Forwarded-For} from the right that is no trusted proxy. What stands further left the client wrote itself. No other
 * header is read for it.
 */
public final class ClientAddresses implements Filter {
    private final TrustedProxies trusted;

    /** @param trusted the proxies whose headers are believed */
    public ClientAddresses(List<Cidr> trusted) {
        this.trusted = new TrustedProxies(trusted);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        InetAddress peer = IpAddresses.parse(http.getRemoteAddr())
                .orElseThrow(() -> new IllegalStateException("the peer has no IP address"));
        boolean encrypted = http.isSecure()
                || (trusted.contains(peer) && "https".equalsIgnoreCase(http.getHeader("X-Forwarded-Proto")));
        find(peer, Collections.list(http.getHeaders("X-Forwarded-For")), encrypted)
                .attachTo(request);
        chain.doFilter(request, response);
    }

    ClientAddress find(InetAddress peer, List<String> forwarded, boolean encrypted) {
        TrustedProxies.Client client = trusted.clientBehind(peer, forwarded);
        return new ClientAddress(client.address(), client.verified(), encrypted);
    }
}
