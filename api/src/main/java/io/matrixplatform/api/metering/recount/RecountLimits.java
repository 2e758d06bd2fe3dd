package io.matrixplatform.api.metering.recount;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What one recount may cost. The distinct facts are held in memory.
 *
 * @param maxRows records of the raw log that are read, of all tenants
 * @param maxFacts distinct facts of the tenant
 */
public record RecountLimits(long maxRows, int maxFacts, Duration maxTime) {
    public RecountLimits {
        requireNonNull(maxTime, "maxTime");
        if (maxRows < 1 || maxFacts < 1 || maxTime.isNegative() || maxTime.isZero()) {
            throw new IllegalArgumentException("a recount must be allowed at least one row, one fact and some time");
        }
    }
}
