package io.matrixplatform.ingest.access;

import io.matrixplatform.model.network.IpAddresses;
import io.matrixplatform.model.network.TrustedProxies;
import io.matrixplatform.model.network.TrustedProxies.Client;
import io.vertx.core.http.HttpServerRequest;

/**
 * Tells where a request came from: the peer, or behind trusted proxies whom they name in {@code X-Forwarded-For}. No other
 * header is read for it. Thread-safe.
 */
public final class Clients {
    private static final String FORWARDED_FOR = "X-Forwarded-For";

    private final TrustedProxies proxies;

    public Clients(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    public Client of(HttpServerRequest request) {
        String peer = request.remoteAddress().hostAddress();
        return proxies.clientBehind(
                IpAddresses.parse(peer).orElseThrow(() -> new IllegalStateException("the peer has no IP address")),
                request.headers().getAll(FORWARDED_FOR));
    }
}
