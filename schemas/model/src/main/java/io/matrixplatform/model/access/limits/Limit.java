package io.matrixplatform.model.access.limits;

import static java.util.Objects.requireNonNull;

import io.matrixplatform.model.access.limits.LimitKind.Rule;

/**
 * How much of one kind is let through.
 *
 * @param amount per window, or at once for calls that are under way
 * @param burst what a rate lets through at once after a pause; of other rules the amount
 */
public record Limit(LimitKind kind, long amount, long burst, WhenStale whenStale) {
    /** A billion: a rate above it could not be told from one of a nanosecond more between two. */
    public static final long MAX_AMOUNT = 1_000_000_000;

    public Limit {
        requireNonNull(kind, "kind");
        requireNonNull(whenStale, "whenStale");
        if (amount < 1 || amount > MAX_AMOUNT) {
            throw new IllegalArgumentException(kind + " is from 1 to " + MAX_AMOUNT);
        }
        if (burst < 1 || burst > amount) {
            throw new IllegalArgumentException("the burst of " + kind + " is from 1 to its amount " + amount);
        }
        if (burst != amount && kind.rule() != Rule.RATE) {
            throw new IllegalArgumentException(kind + " has no burst: only what is per minute has one");
        }
    }

    /** With a burst of the whole amount, going on by itself while the control plane is silent. */
    public static Limit of(LimitKind kind, long amount) {
        return new Limit(kind, amount, amount, WhenStale.LOCAL);
    }
}
