package io.matrixplatform.ingest.platform;

import static io.matrixplatform.ingest.platform.ProblemType.OVERLOADED;
import static io.matrixplatform.ingest.platform.ProblemType.SHUTTING_DOWN;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The memory budget of everything under way: bodies being read and facts that Kafka has not answered. What does not fit is
 * refused at once, so there is never a queue that grows. Thread-safe.
 */
public final class InFlight {
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong requests = new AtomicLong();
    private volatile boolean draining;

    public InFlight(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    public long bytes() {
        return bytes.get();
    }

    public long requests() {
        return requests.get();
    }

    public boolean isDraining() {
        return draining;
    }

    /** From now on nothing more is taken on. Waits, within the bound, until everything under way was answered. */
    public void drain(Duration atMost) {
        draining = true;
        long deadline = System.nanoTime() + atMost.toNanos();
        while (requests.get() > 0 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    /**
     * Opens the account of one request; it must be closed when the request is answered or lost.
     *
     * @throws ProblemException {@code SHUTTING_DOWN} once draining
     */
    public Account open() {
        if (draining) {
            throw new ProblemException(SHUTTING_DOWN, "this door is closing; send it again");
        }
        requests.incrementAndGet();
        return new Account();
    }

    /** What one request holds. Used by one thread at a time. */
    public final class Account implements AutoCloseable {
        private long held;
        private boolean closed;

        private Account() {}

        /** @throws ProblemException {@code OVERLOADED} if that much is not free now */
        public void hold(long more) {
            if (bytes.addAndGet(more) > maxBytes) {
                bytes.addAndGet(-more);
                throw new ProblemException(OVERLOADED, "too much is under way; send it again later");
            }
            held += more;
        }

        /** Gives everything back. Closing again does nothing. */
        @Override
        public void close() {
            if (!closed) {
                closed = true;
                bytes.addAndGet(-held);
                requests.decrementAndGet();
            }
        }
    }
}
