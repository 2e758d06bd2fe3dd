package io.matrixplatform.ingest.access.limits;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How limits are kept.
 *
 * @param staleAfter how long the control plane may be silent before each limit does what its {@code when_stale} says
 * @param permitMaxAge after which a call counts as over that nobody has ended; longer than any call may take
 * @param sweepEvery how often such calls are looked for, and meters of which nothing is used are forgotten
 */
public record LimiterConfig(Duration staleAfter, Duration permitMaxAge, Duration sweepEvery) {
    public LimiterConfig {
        requireNonNull(staleAfter, "staleAfter");
        requireNonNull(permitMaxAge, "permitMaxAge");
        requireNonNull(sweepEvery, "sweepEvery");
        if (staleAfter.compareTo(Duration.ofSeconds(5)) < 0) {
            throw new IllegalArgumentException("staleAfter (" + staleAfter
                    + ") must be at least PT5S: heartbeats come once a second, and may be delayed");
        }
        if (permitMaxAge.compareTo(sweepEvery) < 0 || sweepEvery.isZero() || sweepEvery.isNegative()) {
            throw new IllegalArgumentException("sweepEvery (" + sweepEvery
                    + ") must be more than nothing and at most permitMaxAge (" + permitMaxAge + ")");
        }
    }
}
