package io.matrixplatform.ingest.inference.upstreams;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Leaves an upstream alone that has failed several times in a row; after a while one call finds out whether it is back.
 * Thread-safe.
 */
public final class Breaker {
    static final int FAILURES = 5;
    static final Duration REST = Duration.ofSeconds(10);

    private final LongSupplier nanos;
    private int failuresInARow;
    private long restsUntil;

    Breaker(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether a call may go there now; one that may must tell how it went. */
    public synchronized boolean admits() {
        if (failuresInARow < FAILURES) {
            return true;
        }
        long now = nanos.getAsLong();
        // Whoever was to find out may have been lost: after another rest somebody else is.
        if (now - restsUntil < 0) {
            return false;
        }
        restsUntil = now + REST.toNanos();
        return true;
    }

    public synchronized void succeeded() {
        failuresInARow = 0;
    }

    public synchronized void failed() {
        failuresInARow++;
        if (failuresInARow >= FAILURES) {
            restsUntil = nanos.getAsLong() + REST.toNanos();
        }
    }

    synchronized boolean isOpen() {
        return failuresInARow >= FAILURES;
    }

    synchronized int failuresInARow() {
        return failuresInARow;
    }

    /** How long it is left alone yet; zero if a call may go there. */
    synchronized Duration rest() {
        return isOpen() ? Duration.ofNanos(Math.max(0, restsUntil - nanos.getAsLong())) : Duration.ZERO;
    }
}
