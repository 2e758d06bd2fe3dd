package io.matrixplatform.ingest.inference.upstreams;

import io.matrixplatform.model.inference.BaseUrl;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One server as this edge has met it: whether it is left alone, and how calls to it went. Thread-safe. */
public final class Server {
    private final Breaker breaker;
    private final InstantSource clock;
    private final Map<Fault, Long> faults = new EnumMap<>(Fault.class);
    private long answered;
    private @Nullable Instant lastAnsweredAt;
    private @Nullable Fault lastFault;
    private @Nullable Instant lastFaultAt;
    private @Nullable Instant restsUntil;

    Server(Breaker breaker, InstantSource clock) {
        this.breaker = breaker;
        this.clock = clock;
    }

    /** Whether a call may go there now; one that may must tell how it went. */
    public synchronized boolean admits() {
        boolean admits = breaker.admits();
        noteRest();
        return admits;
    }

    public synchronized void answered() {
        breaker.succeeded();
        restsUntil = null;
        answered++;
        lastAnsweredAt = clock.instant();
    }

    /** One that takes no more calls is well: it is not left alone for that. */
    public synchronized void failed(Fault fault) {
        if (fault != Fault.BUSY) {
            breaker.failed();
            noteRest();
        }
        faults.merge(fault, 1L, Long::sum);
        lastFault = fault;
        lastFaultAt = clock.instant();
    }

    /** @param missingCredentials that routes to it name */
    synchronized ServerHealth health(BaseUrl url, List<String> missingCredentials) {
        return new ServerHealth(
                url,
                breaker.failuresInARow(),
                restsUntil,
                answered,
                faults,
                lastAnsweredAt,
                lastFault,
                lastFaultAt,
                missingCredentials);
    }

    boolean isLeftAlone() {
        return breaker.isOpen();
    }

    private void noteRest() {
        if (breaker.isOpen()) {
            restsUntil = clock.instant().plus(breaker.rest());
        }
    }
}
