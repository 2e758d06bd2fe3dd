package io.matrixplatform.ingest.inference.upstreams;

import io.matrixplatform.ingest.inference.routes.Upstream;
import io.matrixplatform.model.inference.BaseUrl;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** What this edge knows of each server, whichever models it answers for. Thread-safe. */
public final class Servers {
    private final LongSupplier nanos;
    private final InstantSource clock;
    private final Map<BaseUrl, Server> byUrl = new ConcurrentHashMap<>();

    public Servers(LongSupplier nanos, InstantSource clock) {
        this.nanos = nanos;
        this.clock = clock;
    }

    public Server of(Upstream upstream) {
        return of(upstream.url());
    }

    Server of(BaseUrl url) {
        return byUrl.computeIfAbsent(url, fresh -> new Server(new Breaker(nanos), clock));
    }

    /** How many servers are left alone at the moment. */
    public long leftAlone() {
        return byUrl.values().stream().filter(Server::isLeftAlone).count();
    }
}
