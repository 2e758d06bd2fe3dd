package io.matrixplatform.model.access.buckets;

import java.time.Duration;

/**
 * What a bucket says to one request.
 *
 * @param remaining how many more would be let through at once
 * @param untilNext zero when there is one left
 */
public record Verdict(boolean isAllowed, int remaining, Duration untilNext) {
    /** Whole seconds, rounded up, at least one: somebody who comes back then is let through. */
    public long retryAfterSeconds() {
        return Math.max(1, untilNext.plusNanos(999_999_999).toSeconds());
    }
}
