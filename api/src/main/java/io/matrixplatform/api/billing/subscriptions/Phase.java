package io.matrixplatform.api.billing.subscriptions;

import io.matrixplatform.model.catalog.PlanKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of a subscription under one plan, half-open.
 *
 * @param to null while it goes on for ever
 */
public record Phase(PlanKey plan, Instant from, @Nullable Instant to) {
    public Phase {
        if (to != null && !from.isBefore(to)) {
            throw new IllegalArgumentException("a phase must start before it ends: [" + from + ", " + to + ")");
        }
    }

    boolean covers(Instant moment) {
        return !moment.isBefore(from) && (to == null || moment.isBefore(to));
    }
}
