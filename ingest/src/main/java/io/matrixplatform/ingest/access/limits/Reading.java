package io.matrixplatform.ingest.access.limits;

import io.matrixplatform.model.access.limits.LimitInForce;
import java.time.Duration;

/**
 * A limit right after a decision, found in the same step.
 *
 * @param remaining what would be let through at once; from 0 to the amount
 * @param untilFullNanos until all of it is there; 0 if it is, or if nobody can know
 * @param untilMoreNanos until there is more than remains; 0 if all is there, or if nobody can know
 */
public record Reading(LimitInForce limit, long remaining, long untilFullNanos, long untilMoreNanos) {
    public Duration untilFull() {
        return Duration.ofNanos(untilFullNanos);
    }

    public Duration untilMore() {
        return Duration.ofNanos(untilMoreNanos);
    }
}
