package io.matrixplatform.ingest.access;

import io.matrixplatform.model.network.IpAddresses;
import io.matrixplatform.model.network.TrustedProxies;
import io.matrixplatform.model.network.TrustedProxies.Client;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells where a request came from: the peer, or behind trusted proxies whom they name in {@code X-Forwarded-For}. No other
 * header is read for it. Thread-safe.
 */
public final class Clients {
    private static final CharSequence FORWARDED_FOR = HttpHeaders.createOptimized("x-forwarded-for");

    private static final int MOST_PEERS = 4_096;

    private final TrustedProxies proxies;
    /** As they are written; emptied when there are many, which costs no more than reading them again. */
    private final Map<String, InetAddress> peers = new ConcurrentHashMap<>();

    public Clients(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    public Client of(HttpServerRequest request) {
        return proxies.clientBehind(
                peer(request.remoteAddress().hostAddress()), request.headers().getAll(FORWARDED_FOR));
    }

    private InetAddress peer(String written) {
        InetAddress known = peers.get(written);
        if (known != null) {
            return known;
        }
        InetAddress read =
                IpAddresses.parse(written).orElseThrow(() -> new IllegalStateException("the peer has no IP address"));
        if (peers.size() >= MOST_PEERS) {
            peers.clear();
        }
        peers.put(written, read);
        return read;
    }
}
