package io.matrixplatform.replay.platform;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** How long to wait after the n-th failure in a row: twice as long each time, up to a longest. */
public record Backoff(Duration first, Duration longest) {
    public static final Backoff PATIENT = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(3));

    public Backoff {
        requireNonNull(first, "first");
        requireNonNull(longest, "longest");
        if (first.isNegative() || first.isZero() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("a back-off grows from more than nothing: " + first + " to " + longest);
        }
    }

    /** @param failures in a row, from 1 */
    public Duration after(int failures) {
        int doublings = Math.min(failures - 1, 30);
        Duration wanted = first.multipliedBy(1L << doublings);
        return wanted.compareTo(longest) < 0 ? wanted : longest;
    }
}
