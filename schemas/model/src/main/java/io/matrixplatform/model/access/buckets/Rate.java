package io.matrixplatform.model.access.buckets;

/**
 * How much is let through.
 *
 * @param perMinute on average
 * @param burst at once, after a pause
 */
public record Rate(int perMinute, int burst) {
    private static final double SECONDS = 60;

    public Rate {
        if (perMinute < 1 || burst < 1) {
            throw new IllegalArgumentException("a rate lets at least one through per minute, and one at once");
        }
    }

    /** Between two at the average rate. */
    long intervalNanos() {
        return 60_000_000_000L / perMinute;
    }

    /** Until nothing that was used is remembered. */
    long refillNanos() {
        return intervalNanos() * burst;
    }

    public int refillSeconds() {
        return Math.max(1, (int) Math.ceil(burst * SECONDS / perMinute));
    }
}
