package io.matrixplatform.ingest.inference.upstreams;

import io.matrixplatform.ingest.inference.routes.Upstream;
import io.matrixplatform.model.inference.BaseUrl;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** A breaker for each server, whichever models it answers for. Thread-safe. */
public final class Breakers {
    private final LongSupplier nanos;
    private final Map<BaseUrl, Breaker> byServer = new ConcurrentHashMap<>();

    public Breakers(LongSupplier nanos) {
        this.nanos = nanos;
    }

    public Breaker of(Upstream upstream) {
        return byServer.computeIfAbsent(upstream.url(), server -> new Breaker(nanos));
    }

    /** How many servers are left alone at the moment. */
    public long open() {
        return byServer.values().stream().filter(Breaker::isOpen).count();
    }
}
