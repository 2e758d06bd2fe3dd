package io.matrixplatform.replay.runs;

import io.matrixplatform.replay.plan.Injection;
import java.time.Instant;
import java.util.List;

/**
 * Everything that a replay depends on.
 *
 * @param trace name of the file
 * @param sha256 of the trace's text
 * @param aggregations whether its tenants have a meter of each aggregation
 * @param end when the last call was made, after the shift in time
 * @param createdAt before anything was sent
 */
public record Run(
        String id,
        String trace,
        String sha256,
        long seed,
        Injection injection,
        boolean aggregations,
        Instant end,
        Instant createdAt,
        List<RunTenant> tenants) {
    public Run {
        tenants = List.copyOf(tenants);
    }

    /** What all its events name as their source. */
    public String source() {
        return "urn:matrix:replay:" + id;
    }
}
