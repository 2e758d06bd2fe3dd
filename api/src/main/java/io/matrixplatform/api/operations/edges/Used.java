package io.matrixplatform.api.operations.edges;

import io.matrixplatform.model.access.limits.LimitKind;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was used of one limit at an edge when it said so.
 *
 * @param amount that it was held to; null if the edge does not know yet
 * @param backAt when all of it is back if nothing else is used; null if nothing is used, or if nobody can know
 */
record Used(
        LimitKind kind,
        @Nullable Long amount,
        long used,
        @Nullable Instant backAt) {
    /** What is left of it at a later moment, as the edge itself would have it: time gives back, and every use is told. */
    long at(Instant now) {
        if (backAt == null) {
            return used;
        }
        if (!now.isBefore(backAt)) {
            return 0;
        }
        return switch (kind.rule()) {
            case RATE -> amount == null ? used : Math.min(used, unitsIn(Duration.between(now, backAt), amount));
            case WINDOW, PERMITS -> used;
        };
    }

    /** Units that come back within that time; one that has come back in part is not back. */
    private long unitsIn(Duration time, long amount) {
        long interval = ceilDiv(kind.window().toNanos(), amount);
        return ceilDiv(time.toNanos(), interval);
    }

    private static long ceilDiv(long dividend, long divisor) {
        return -Math.floorDiv(-dividend, divisor);
    }
}
