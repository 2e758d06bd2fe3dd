package io.matrixplatform.ingest.access.limits;

import org.jspecify.annotations.Nullable;

/**
 * Leave for one call, held until its end: until the last byte of its answer, not until the handler returns. Whoever got it
 * settles it on every way out; only the first time counts. One that is never settled ends at its deadline as if all that was
 * reserved had been used.
 */
public final class Permit {
    final Lease shared;
    final @Nullable Lease own;
    final boolean wasStale;
    final Demand reserved;
    final long deadlineNanos;

    /** Guarded by the lock of the meters, as are the links. */
    boolean isSettled;

    @Nullable Permit before;

    @Nullable Permit after;

    private final Limiter limiter;
    private final TenantMeters meters;

    /** Whose limits were used, and as which policy had them then. */
    record Lease(String owner, Policy policy) {}

    /** @param own null if the key has no limits of its own */
    Permit(
            Limiter limiter,
            TenantMeters meters,
            Lease shared,
            @Nullable Lease own,
            boolean wasStale,
            Demand reserved,
            long deadlineNanos) {
        this.limiter = limiter;
        this.meters = meters;
        this.shared = shared;
        this.own = own;
        this.wasStale = wasStale;
        this.reserved = reserved;
        this.deadlineNanos = deadlineNanos;
    }

    /**
     * Ends the call: what it used less than was reserved comes back, what it used more is owed.
     *
     * @param input tokens, as the provider counts them, or as they were estimated
     * @param output tokens that were produced
     * @return false if it had ended already
     */
    public boolean settle(long input, long output) {
        return limiter.settle(meters, this, new Demand(input, output, false));
    }

    /** What was reserved for the call. */
    public Demand reserved() {
        return reserved;
    }
}
